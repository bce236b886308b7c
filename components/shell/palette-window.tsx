"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import CirclePlay from "lucide-react/icons/circle-play";
import MessageSquare from "lucide-react/icons/message-square";
import Search from "lucide-react/icons/search";
import TextSearch from "lucide-react/icons/text-search";
import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState } from "react";
import { messageAddress, searchAddress } from "../live/message-address.ts";
import { useFoundMessages } from "../live/use-found-messages.ts";
import { useSessionList, useSessionListStore } from "../live/use-session-list.tsx";
import type { Action } from "../ui/actions.ts";
import { cn } from "../ui/cn.ts";
import { Kbd } from "../ui/kbd.tsx";
import { popupStyle } from "../ui/overlay-styles.ts";
import { type PaletteGroup, paletteGroups } from "./palette-groups.ts";
import { strings } from "./strings.ts";
import { useRunningActions } from "./use-running-actions.ts";

export interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function PaletteWindow({ open, onOpenChange }: PaletteProps) {
  const chosen = useRef<(() => void) | null>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={onOpenChange}
      // After the palette has given the focus back, so that what was chosen may take it.
      onOpenChangeComplete={(isOpen) => {
        const run = chosen.current;
        chosen.current = null;
        if (!isOpen) run?.();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup
          aria-label={strings.palette}
          className={cn(
            popupStyle,
            "fixed top-[max(0.75rem,10dvh)] left-1/2 z-50 flex max-h-[min(30rem,80dvh)] w-[calc(100vw-1.5rem)] max-w-lg -translate-x-1/2 flex-col overflow-hidden transition-opacity duration-100 data-ending-style:transition-none data-starting-style:opacity-0",
          )}
        >
          <Palette
            onChoose={(action) => {
              chosen.current = action.run ?? null;
              onOpenChange(false);
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ onChoose }: { onChoose: (action: Action) => void }) {
  const router = useRouter();
  const hint = useId();
  const [words, setWords] = useState("");
  const sessions = useFoundSessions(words).map(
    (session): Action => ({
      id: session.id,
      label: session.title,
      group: strings.groups.sessions,
      icon: <MessageSquare aria-hidden="true" />,
      run: () => router.push(`/chat/${session.id}`),
    }),
  );
  const running = useRunningActions().map((action) => ({ ...action, icon: <CirclePlay aria-hidden="true" /> }));
  const wanted = words.trim();
  const messages = useFoundMessages(words, 5).map(
    (hit): Action => ({
      id: `message-${hit.messageId}`,
      label: hit.snippet.text,
      hint: hit.sessionTitle,
      group: strings.groups.messages,
      icon: <TextSearch aria-hidden="true" />,
      run: () => router.push(messageAddress(hit)),
    }),
  );
  const everywhere: Action = {
    id: "search-messages",
    label: strings.allResults(wanted),
    group: strings.groups.messages,
    icon: <Search aria-hidden="true" />,
    run: () => router.push(searchAddress(wanted)),
  };
  const groups = paletteGroups(words, [...sessions, ...(wanted === "" ? [] : [...messages, everywhere])], running);

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      value={words}
      onValueChange={setWords}
      itemToStringValue={(action: Action) => action.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b px-3.5">
        <Search aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        <Autocomplete.Input
          aria-label={strings.palette}
          aria-describedby={hint}
          placeholder={strings.palettePlaceholder}
          className="h-11 w-full min-w-0 bg-transparent text-sm outline-none placeholder:text-muted-foreground pointer-coarse:text-base"
        />
        <Kbd keys="escape" />
      </div>
      <p id={hint} className="sr-only">
        {strings.paletteHint}
      </p>
      <Autocomplete.Empty className="px-4 py-8 text-center text-muted-foreground text-sm empty:hidden">
        {strings.paletteEmpty}
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-1.5 data-empty:p-0">
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-1.5">
            <Autocomplete.GroupLabel className="px-2 py-1 font-medium text-muted-foreground text-xs">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(action: Action) => (
                <Autocomplete.Item
                  key={action.id}
                  value={action}
                  onClick={() => onChoose(action)}
                  className="flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none data-highlighted:bg-accent data-highlighted:text-accent-foreground"
                >
                  <span className="grid size-4 shrink-0 place-items-center text-muted-foreground [&_svg]:size-4">
                    {action.icon}
                  </span>
                  <span className="min-w-0 flex-1 truncate">{action.label}</span>
                  {action.hint ? (
                    <span className="max-w-2/5 shrink-0 truncate text-muted-foreground text-xs">{action.hint}</span>
                  ) : null}
                  {action.shortcut ? <Kbd keys={action.shortcut} /> : null}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

const afterTypingMs = 120;

/** The last ones; while one types, also those that only the server knows. */
function useFoundSessions(words: string) {
  const store = useSessionListStore();
  const list = useSessionList();
  const [found, setFound] = useState<{ words: string; ids: string[] } | null>(null);
  useEffect(() => {
    const search = words.trim();
    if (search.length < 2) return;
    let over = false;
    const timer = setTimeout(() => {
      store.lookUp(search).then(
        (sessions) => {
          if (!over) setFound({ words: search, ids: sessions.map(({ id }) => id) });
        },
        () => {},
      );
    }, afterTypingMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [store, words]);
  const isFound = (id: string) => found?.words === words.trim() && found.ids.includes(id);
  return list.all.filter((session) => matches(session.title, words) || isFound(session.id)).slice(0, words ? 12 : 6);
}

function matches(title: string, words: string): boolean {
  const lower = title.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
