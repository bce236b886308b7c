"use client";

import { relativeWords, shortAge } from "./relative-words.ts";
import { useMinute } from "./use-minute.ts";

/** How long ago, kept up to date. Before the page is alive it is the date, which is the same on both sides. */
export function RelativeTime({ at, short, className }: { at: string; short?: boolean; className?: string }) {
  const now = useMinute();
  const date = new Date(at);
  const words = short ? shortAge : relativeWords;
  return (
    <time dateTime={at} title={now === null ? at : date.toLocaleString()} className={className}>
      {now === null ? at.slice(...(short ? [5, 10] : [0, 10])) : words(date, new Date(Math.max(now, date.getTime())))}
    </time>
  );
}
