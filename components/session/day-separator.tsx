"use client";

import { strings } from "./strings.ts";
import { useHydrated } from "./use-hydrated.ts";

/** Stands between two messages of different days. Before the page is alive, days are those of UTC. */
export function DaySeparator({ at, before }: { at: string; before: string | null }) {
  const alive = useHydrated();
  if (dayOf(at, alive) === (before === null ? null : dayOf(before, alive))) return null;
  return (
    <div className="flex items-center gap-3 py-2 text-muted-foreground text-xs">
      <span className="h-px flex-1 bg-border" />
      <time dateTime={at.slice(0, 10)}>{alive ? nameOf(new Date(at)) : at.slice(0, 10)}</time>
      <span className="h-px flex-1 bg-border" />
    </div>
  );
}

function dayOf(at: string, local: boolean): string {
  return local ? new Date(at).toDateString() : at.slice(0, 10);
}

function nameOf(date: Date): string {
  const today = new Date();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return strings.today;
  if (date.toDateString() === yesterday.toDateString()) return strings.yesterday;
  return date.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}
