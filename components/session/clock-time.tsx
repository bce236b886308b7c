"use client";

import { useHydrated } from "./use-hydrated.ts";

/** The hour and minute where the reader is; before the page is alive, in UTC. */
export function ClockTime({ at }: { at: string }) {
  const alive = useHydrated();
  const date = new Date(at);
  const shown = alive ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : at.slice(11, 16);
  return (
    <time
      dateTime={at}
      title={alive ? date.toLocaleString() : at}
      className="text-muted-foreground text-xs tabular-nums"
    >
      {shown}
    </time>
  );
}
