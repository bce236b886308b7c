"use client";

import { useSyncExternalStore } from "react";

let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

function current(): number {
  now ||= Date.now();
  return now;
}

/** The time, about twice a minute, from one timer for the whole page. Null on the server, whose clock and zone are not the reader's. */
export function useMinute(): number | null {
  return useSyncExternalStore<number | null>(subscribe, current, () => null);
}
