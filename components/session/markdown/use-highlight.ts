"use client";

import { useEffect, useState } from "react";
import type { Piece } from "./piece.ts";

/** Colouring more than this would hold the page up. */
const mostCharacters = 60_000;

/** A moment in which nothing else is to be done, or soon in any case. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 1_000 });
    else setTimeout(resolve, 50);
  });
}

let last: Promise<unknown> = Promise.resolve();

/** One block at a time, so that a page full of code stays quick to touch while it gets its colours. */
function highlightInTurn(code: string, language: string, isWanted: () => boolean): Promise<Piece[][] | null> {
  const mine = last.then(async () => {
    await idle();
    if (!isWanted()) return null;
    const { highlight } = await import("./highlight.ts");
    return highlight(code, language);
  });
  last = mine.catch(() => {});
  return mine;
}

/** The code's pieces with their colours; null until the highlighter was fetched, or where there is none. */
export function useHighlight(code: string | null, language: string | null): Piece[][] | null {
  const [found, setFound] = useState<{ code: string; pieces: Piece[][] } | null>(null);
  useEffect(() => {
    if (code === null || language === null || code.length > mostCharacters) return;
    let wanted = true;
    highlightInTurn(code, language, () => wanted)
      .then((pieces) => wanted && pieces && setFound({ code, pieces }))
      // Without the highlighter, as when the server is away, code stays plain.
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [code, language]);
  return found !== null && found.code === code ? found.pieces : null;
}
