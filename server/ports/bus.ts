import type { Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";

/** Delivers facts and glimpses to subscribers of a session. It may lose; the log does not. */
export interface Bus {
  publishEvents(sessionId: string, events: readonly Recorded[]): void;
  publishLive(sessionId: string, live: readonly Live[]): void;
  /** A listener must not throw and must not wait. */
  subscribe(sessionId: string, listener: BusListener): () => void;
  /** Sessions that somebody listens to. */
  watched(): string[];
}

export interface BusListener {
  events(events: readonly Recorded[]): void;
  live(live: readonly Live[]): void;
}
