"use client";

import { useLiveRefresh } from "./use-live-refresh.ts";

/** Keeps a page that the server draws as things are now. */
export function LiveRefresh() {
  useLiveRefresh();
  return null;
}
