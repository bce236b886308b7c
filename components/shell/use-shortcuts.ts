"use client";

import { useEffect } from "react";
import { shortcutFinder } from "../ui/shortcut-listener.ts";
import { appearanceNow } from "../ui/use-appearance.ts";
import { isMac } from "../ui/use-is-mac.ts";

const fields =
  "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]:not([contenteditable=false])";
const overlays = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]:not([data-inline])";

/** Hears the keys of the page and does what they ask for. What has taken a key for itself has prevented its default. */
export function useShortcuts(): void {
  useEffect(() => {
    const find = shortcutFinder({ mac: isMac(), singleKeys: () => appearanceNow().singleKeys });
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const typing = event.target instanceof Element && event.target.closest(fields) !== null;
      const action = find(event, { typing, covered: document.querySelector(overlays) !== null });
      if (!action) return;
      event.preventDefault();
      action.run?.();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
