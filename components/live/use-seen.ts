"use client";

import { useSyncExternalStore } from "react";
import { parseSeen, type Seen, withSeen } from "./seen.ts";

const key = "troupe.seen";
const listeners = new Set<() => void>();
const nothing: Seen = { since: "9999", heads: {} };
let current: Seen | null = null;

export function seenNow(): Seen {
  if (current) return current;
  current = parseSeen(read(), new Date().toISOString());
  keep(current);
  return current;
}

/** The session is on the screen up to here. */
export function markSeen(id: string, head: number): void {
  const next = withSeen(seenNow(), id, head);
  if (next === current) return;
  current = next;
  keep(next);
  for (const listener of listeners) listener();
}

/** On the server everything is read. */
export function useSeen(): Seen {
  return useSyncExternalStore(subscribe, seenNow, () => nothing);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("storage", onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("storage", onStorage);
  };
}

/** Another tab showed something. */
function onStorage(event: StorageEvent): void {
  if (event.key !== key) return;
  current = parseSeen(event.newValue, new Date().toISOString());
  for (const listener of listeners) listener();
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(seen: Seen): void {
  try {
    localStorage.setItem(key, JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing marks nothing unread.
  }
}
