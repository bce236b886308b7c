"use client";

import Search from "lucide-react/icons/search";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { searchAddress } from "../live/message-address.ts";
import { useSessionListStore } from "../live/use-session-list.tsx";
import { Input } from "../ui/input.tsx";
import { strings } from "./strings.ts";

const afterTypingMs = 150;

/** Finds sessions and messages as one types; Enter goes to the page with everything that was found. */
export function SessionSearch({ onSubmit }: { onSubmit?: (() => void) | undefined }) {
  const router = useRouter();
  const store = useSessionListStore();
  const [words, setWords] = useState(() => store.current.search);
  useEffect(() => {
    const timer = setTimeout(() => void store.find(words), words === "" ? 0 : afterTypingMs);
    return () => clearTimeout(timer);
  }, [store, words]);
  return (
    <search className="relative block">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={strings.search}
        placeholder={strings.searchPlaceholder}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && words.trim() !== "") {
            event.preventDefault();
            router.push(searchAddress(words));
            onSubmit?.();
          }
          if (event.key === "Escape" && words !== "") {
            event.preventDefault();
            setWords("");
          }
        }}
        className="pl-8.5"
      />
    </search>
  );
}
