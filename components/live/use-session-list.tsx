"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { callApi } from "./call-api.ts";
import { SessionListStore, type SessionListView, type SessionPage, type SessionQuery } from "./session-list-store.ts";
import { sharedTransport } from "./socket.ts";

const StoreContext = createContext<SessionListStore | null>(null);

const pageLength = 40;

function load(query: SessionQuery): Promise<SessionPage> {
  const words = new URLSearchParams({ ...query, limit: String(pageLength) });
  return callApi("GET", `/sessions?${words}`);
}

/** Holds the list for all that is inside, and keeps it as the server tells. `initial` is what the page came with. */
export function SessionListProvider({ initial, children }: { initial: SessionPage; children: ReactNode }) {
  const [store] = useState(() => new SessionListStore(load, initial));
  useEffect(() => {
    const stops = [
      sharedTransport.on("summaries", ({ sessions, gone }) => store.take(sessions, gone)),
      sharedTransport.onConnection((connected) => {
        if (connected) listen(store).catch(() => {});
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store]);
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** Listens first and reads second, so that nothing falls between. A connection that breaks meanwhile begins anew by itself. */
async function listen(store: SessionListStore): Promise<void> {
  await sharedTransport.request("watch", {});
  await store.refresh();
}

export function useSessionListStore(): SessionListStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error("There is no session list around this component.");
  return store;
}

export function useSessionList(): SessionListView {
  const store = useSessionListStore();
  return useSyncExternalStore(
    store.subscribe,
    () => store.current,
    () => store.current,
  );
}
