"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type RefObject, useEffect, useRef, useState } from "react";
import { findMessage, type SessionState } from "../../lib/core/state.ts";
import { toast } from "../ui/toast.ts";
import { useChat, useShownBranch } from "./chat-context.tsx";
import { placeOfMessage } from "./place-of-message.ts";
import { aroundStrings } from "./strings-around.ts";
import type { Item } from "./timeline.ts";

const words = aroundStrings.jump;
const markedForMs = 2_600;

interface Options {
  state: SessionState;
  /** Only the end of the conversation is known yet. */
  partial: boolean;
  items: readonly Item[];
  scroller: RefObject<HTMLElement | null>;
  /** Draws the item with this place among the items. */
  bring: (index: number) => void;
}

/**
 * Goes to the message that the address names (`?message=`): into its branch, up to it, and marks it for a moment. The
 * address is then as before, so that the same link works again.
 */
export function useJump({ state, partial, items, scroller, bring }: Options): void {
  const named = useSearchParams().get("message");
  const path = usePathname();
  const router = useRouter();
  const { showBranch } = useChat();
  const shownLeaf = useShownBranch();
  const handled = useRef<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);

  useEffect(() => {
    if (named === null) handled.current = null;
    if (named === null || named === handled.current) return;
    // What is not known yet may come with the whole state.
    if (partial && !findMessage(state, named)) return;
    handled.current = named;
    const place = placeOfMessage(state, shownLeaf, named);
    if (place.is === "said") {
      if (place.leafId !== shownLeaf) showBranch(place.leafId);
      setWanted(named);
    } else if (place.is === "aside") {
      const action = { label: words.openRun, onSelect: () => router.push(`/runs/${place.runId}`) };
      toast({ title: words.aside, action });
    } else {
      toast({ title: words.nowhere, tone: "warning" });
    }
    window.history.replaceState(null, "", path);
  }, [named, partial, state, shownLeaf, path, router, showBranch]);

  useEffect(() => {
    if (wanted === null) return;
    const index = items.findIndex((item) => item.kind === "said" && item.message.id === wanted);
    const item = items[index];
    if (!item) return;
    const element = scroller.current?.querySelector<HTMLElement>(`#${CSS.escape(`message-${item.key}`)}`);
    if (!element) return bring(index);
    setWanted(null);
    showAndMark(element);
  });
}

/** What is far away has only a guessed height until it comes near, so it is gone to once more when that is known. */
function showAndMark(element: HTMLElement): void {
  const go = () => element.scrollIntoView({ block: "center", behavior: "instant" });
  go();
  requestAnimationFrame(() => {
    go();
    requestAnimationFrame(go);
  });
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.dataset.found = "";
  setTimeout(() => delete element.dataset.found, markedForMs);
}
