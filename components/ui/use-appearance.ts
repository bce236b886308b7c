"use client";

import { useSyncExternalStore } from "react";
import { type Appearance, appearanceKey, applyAppearance, defaultAppearance, parseAppearance } from "./appearance.ts";

let current: Appearance | null = null;
const listeners = new Set<() => void>();

/** How this browser wants to see things. */
export function appearanceNow(): Appearance {
  current ??= parseAppearance(read());
  return current;
}

export function changeAppearance(changes: Partial<Appearance>): void {
  current = { ...appearanceNow(), ...changes };
  try {
    localStorage.setItem(appearanceKey, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing shows it until the page is left.
  }
  applyAppearance(current);
  for (const listener of listeners) listener();
}

/** The server draws the default; what this browser keeps follows at once. */
export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, appearanceNow, () => defaultAppearance);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("storage", onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("storage", onStorage);
  };
}

/** Another tab changed it. */
function onStorage(event: StorageEvent): void {
  if (event.key !== appearanceKey) return;
  current = parseAppearance(event.newValue);
  applyAppearance(current);
  for (const listener of listeners) listener();
}

function read(): string | null {
  try {
    return localStorage.getItem(appearanceKey);
  } catch {
    return null;
  }
}
