"use client";

import { useEffect, useRef, useState } from "react";
import { type FoundPage, findMessages } from "../live/find-messages.ts";
import { searchAddress } from "../live/message-address.ts";
import { announce } from "../ui/announce.ts";
import { strings } from "./strings.ts";

export interface SearchView {
  /** What the results belong to. */
  words: string;
  page: FoundPage;
  failure: string | null;
}

const afterTypingMs = 200;
const pageLength = 30;

/** The results for what stands in the field; the address follows, so that they can be come back to. */
export function useSearch(first: SearchView) {
  const [words, setWords] = useState(first.words);
  const [view, setView] = useState(first);
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);

  async function read(wanted: string, cursor?: string): Promise<void> {
    const turn = ++asked.current;
    setBusy(true);
    try {
      const page =
        wanted === ""
          ? { items: [], nextCursor: null }
          : await findMessages(wanted, { limit: pageLength, ...(cursor && { cursor }) });
      if (turn !== asked.current) return;
      setView((before) => ({
        words: wanted,
        failure: null,
        page: cursor ? { ...page, items: [...before.page.items, ...page.items] } : page,
      }));
      if (!cursor && wanted !== "") announce(strings.count(page.items.length, page.nextCursor !== null));
    } catch (error) {
      if (turn !== asked.current) return;
      const failure = error instanceof Error ? error.message : String(error);
      setView((before) => (cursor ? { ...before, failure } : { words: wanted, page: nothing, failure }));
    } finally {
      if (turn === asked.current) setBusy(false);
    }
  }

  const wanted = words.trim();
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (wanted === view.words) return;
    const timer = setTimeout(() => {
      window.history.replaceState(null, "", searchAddress(wanted));
      void latest.current(wanted);
    }, afterTypingMs);
    return () => clearTimeout(timer);
  }, [wanted, view.words]);

  return {
    words,
    setWords,
    view,
    busy,
    more: () => void read(view.words, view.page.nextCursor ?? undefined),
    again: () => void read(wanted),
  };
}

const nothing: FoundPage = { items: [], nextCursor: null };
