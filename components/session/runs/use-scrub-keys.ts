"use client";

import { useEffect, useRef } from "react";
import { placeOf } from "../../../lib/runs/playing.ts";

/** What takes the arrows for itself. */
const takesArrows =
  "input, textarea, select, [contenteditable], [role=tab], [role=slider], [role=treegrid], [role=dialog], [role=menu]";

interface Scrubbed {
  seqs: readonly number[];
  until: number;
  goTo: (seq: number) => void;
}

/** The arrows go through the moments, wherever on the page nothing else hears them. */
export function useScrubKeys(scrubbed: Scrubbed): void {
  const latest = useRef(scrubbed);
  useEffect(() => {
    latest.current = scrubbed;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      if (event.target instanceof Element && event.target.closest(takesArrows)) return;
      event.preventDefault();
      scrub(latest.current, event.key === "ArrowLeft" ? -1 : 1);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function scrub({ seqs, until, goTo }: Scrubbed, by: number): void {
  const seq = seqs[Math.max(0, placeOf(seqs, until) + by)];
  if (seq !== undefined) goTo(seq);
}
