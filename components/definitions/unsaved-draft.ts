import type { Body } from "../../lib/definitions/definition.ts";

export interface Unsaved {
  body: Body;
  /** Of what the server had when it was begun. */
  hash: string;
}

const keyOf = (path: string) => `troupe:unsaved${path}`;

/** Keeps what was typed while the page may go before the server has it: for this tab, until the page is back. */
export function keepUnsaved(path: string, unsaved: Unsaved): void {
  try {
    sessionStorage.setItem(keyOf(path), JSON.stringify(unsaved));
  } catch {
    // The browser's store is full or switched off; the server is asked to keep it all the same.
  }
}

export function forgetUnsaved(path: string): void {
  try {
    sessionStorage.removeItem(keyOf(path));
  } catch {
    // Nothing was kept there.
  }
}

export function takeUnsaved(path: string): Unsaved | null {
  try {
    const kept = sessionStorage.getItem(keyOf(path));
    forgetUnsaved(path);
    return kept === null ? null : (JSON.parse(kept) as Unsaved);
  } catch {
    return null;
  }
}
