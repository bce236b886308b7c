"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False while the page is as the server drew it, which knows nothing of what this browser keeps. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
