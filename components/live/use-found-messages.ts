"use client";

import { useEffect, useState } from "react";
import type { Found } from "../../lib/search/found.ts";
import { findMessages } from "./find-messages.ts";

const afterTypingMs = 150;
const leastLetters = 2;
const nothing: readonly Found[] = [];

/** The best few messages with these words, shortly after somebody typed them. What goes wrong finds nothing: the search page says why. */
export function useFoundMessages(words: string, most: number): readonly Found[] {
  const wanted = words.trim();
  const [found, setFound] = useState<{ words: string; items: readonly Found[] }>({ words: "", items: nothing });
  useEffect(() => {
    if (wanted.length < leastLetters) return;
    let over = false;
    const timer = setTimeout(() => {
      findMessages(wanted, { limit: most }).then(
        ({ items }) => {
          if (!over) setFound({ words: wanted, items });
        },
        () => {},
      );
    }, afterTypingMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, most]);
  // What stood there before stays until the next is there, so that nothing flickers while one types on.
  const goesOn = found.words !== "" && wanted.startsWith(found.words);
  return wanted.length >= leastLetters && (found.words === wanted || goesOn) ? found.items : nothing;
}
