"use client";

import { useSyncExternalStore } from "react";
import { sharedTransport } from "./socket.ts";

/** `connecting` until the first time it is up. */
export type Connection = "connecting" | "online" | "offline";

let connection: Connection = "connecting";
let listening = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!listening) sharedTransport.onConnection(changed);
  listening = true;
  return () => listeners.delete(listener);
}

function changed(connected: boolean): void {
  const next = connected ? "online" : connection === "connecting" ? connection : "offline";
  if (next === connection) return;
  connection = next;
  for (const each of listeners) each();
}

/** Whether this tab hears from the server. Opens the connection. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => connection,
    () => "connecting",
  );
}
