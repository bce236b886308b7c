"use client";

import { relativeWords } from "./relative-words.ts";
import { useMinute } from "./use-minute.ts";

/** How long ago, kept up to date. Before the page is alive it is the date, which is the same on both sides. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useMinute();
  const date = new Date(at);
  return (
    <time dateTime={at} title={now === null ? at : date.toLocaleString()} className={className}>
      {now === null ? at.slice(0, 10) : relativeWords(date, new Date(Math.max(now, date.getTime())))}
    </time>
  );
}
