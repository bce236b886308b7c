"use client";

import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from "react";
import type { SessionState } from "../../lib/core/state.ts";
import type { SessionStore, ShownSession } from "./session-store.ts";

interface Held {
  store: SessionStore | null;
  /** What the page came with. */
  first: ShownSession;
}

export const SessionContext = createContext<Held | null>(null);

/**
 * A part of what the session shows. The component is drawn anew only when that part changes, at most once per frame.
 * `select` may build a new value each time if `same` says when two are alike.
 */
export function useSession<T>(select: (shown: ShownSession) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const held = useHeld();
  const { store, first } = held;
  const last = useRef<{ value: T } | null>(null);
  const pick = (shown: ShownSession): T => {
    const value = select(shown);
    if (last.current && same(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
  const subscribe = useCallback((listener: () => void) => store?.subscribe(listener) ?? (() => {}), [store]);
  return useSyncExternalStore(
    subscribe,
    () => pick(store?.current ?? first),
    () => pick(first),
  );
}

/** A part of what the events tell. It is reckoned once per event, however often glimpses come in between. */
export function useFolded<T>(select: (state: SessionState) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const last = useRef<{ state: SessionState; value: T } | null>(null);
  return useSession(({ state }) => {
    if (last.current?.state !== state) last.current = { state, value: select(state) };
    return last.current.value;
  }, same);
}

/** Null until the page is alive. */
export function useSessionStore(): SessionStore | null {
  return useHeld().store;
}

function useHeld(): Held {
  const held = useContext(SessionContext);
  if (!held) throw new Error("There is no session around this component.");
  return held;
}
