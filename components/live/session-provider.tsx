"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { SessionState } from "../../lib/core/state.ts";
import { newCommandId } from "./new-command-id.ts";
import { firstView, SessionStore } from "./session-store.ts";
import { sharedTransport } from "./socket.ts";
import { SessionContext } from "./use-session.ts";

interface Props {
  sessionId: string;
  initial: SessionState;
  /** Whether `initial` is the whole state. */
  whole: boolean;
  children: ReactNode;
}

/** Follows a session as long as it is on the page. Give it a `key` where another session may take its place. */
export function SessionProvider({ sessionId, initial, whole, children }: Props) {
  const [given] = useState({ initial, whole });
  const [store, setStore] = useState<SessionStore | null>(null);
  useEffect(() => {
    const opened = new SessionStore({ sessionId, transport: sharedTransport, newCommandId, ...given });
    setStore(opened);
    return () => opened.close();
  }, [sessionId, given]);
  const held = useMemo(() => ({ store, first: firstView(given.initial, given.whole) }), [store, given]);
  return <SessionContext value={held}>{children}</SessionContext>;
}
