"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False while drawing what the server drew, whose clock and zone are not the reader's. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
