"use client";

import { cn } from "./cn.ts";
import { shortcutKeys } from "./shortcut-keys.ts";
import { useIsMac } from "./use-is-mac.ts";

/** A shortcut such as `mod+k`, `g c` or `?`, as it is said on this machine. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const chords = shortcutKeys(keys, useIsMac());
  return (
    <kbd className={cn("inline-flex shrink-0 gap-1 font-sans text-xs", className)}>
      {chords.flat().map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded-sm border bg-muted px-1 text-center font-sans text-foreground leading-5"
        >
          {key}
        </kbd>
      ))}
    </kbd>
  );
}
