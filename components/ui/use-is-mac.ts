"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether shortcuts are said with ⌘ here. The server, which cannot know, says Ctrl. */
export function useIsMac(): boolean {
  return useSyncExternalStore(never, isMac, () => false);
}

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
