import type { Recorded } from "./events.ts";

/**
 * Brings an event as it was once written to its form of today, at reading; the log itself is never rewritten.
 * No event has changed its form yet, so each is what it was. A new case names the old form and gives the new one.
 */
export function upcast(event: Recorded): Recorded {
  return event;
}
