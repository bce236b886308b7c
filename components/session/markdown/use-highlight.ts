"use client";

import { useEffect, useState } from "react";
import type { Piece } from "./piece.ts";

/** Colouring more than this would hold the page up. */
const mostCharacters = 60_000;

/** The code's pieces with their colours; null until the highlighter was fetched, or where there is none. */
export function useHighlight(code: string | null, language: string | null): Piece[][] | null {
  const [found, setFound] = useState<{ code: string; pieces: Piece[][] } | null>(null);
  useEffect(() => {
    if (code === null || language === null || code.length > mostCharacters) return;
    let wanted = true;
    import("./highlight.ts")
      .then(({ highlight }) => highlight(code, language))
      .then((pieces) => wanted && setFound({ code, pieces }))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [code, language]);
  return found !== null && found.code === code ? found.pieces : null;
}
