"use client";

import { useSyncExternalStore } from "react";
import { sharedTransport } from "./socket.ts";

/** `connecting` until the first time it is up. */
export type Connection = "connecting" | "online" | "offline";

let connection: Connection = "connecting";
let stop: (() => void) | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= sharedTransport.onConnection((connected) => {
    const next = connected ? "online" : connection === "connecting" ? connection : "offline";
    if (next === connection) return;
    connection = next;
    for (const each of listeners) each();
  });
  return () => listeners.delete(listener);
}

/** Whether this tab hears from the server. Opens the connection. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => connection,
    () => "connecting",
  );
}
