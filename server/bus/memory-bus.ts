import type { Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";
import type { Bus, BusListener } from "../ports/bus.ts";

type Trouble = (error: unknown) => void;

/** Delivers within this process, at once. A listener that throws is reported and harms no other. */
export class MemoryBus implements Bus {
  private readonly listeners = new Map<string, Set<BusListener>>();
  private readonly onTrouble: Trouble;

  constructor(onTrouble: Trouble) {
    this.onTrouble = onTrouble;
  }

  publishEvents(sessionId: string, events: readonly Recorded[]): void {
    if (events.length > 0) this.tell(sessionId, (listener) => listener.events(events));
  }

  publishLive(sessionId: string, live: readonly Live[]): void {
    if (live.length > 0) this.tell(sessionId, (listener) => listener.live(live));
  }

  subscribe(sessionId: string, listener: BusListener): () => void {
    // A wrapper of its own, so that one listener may subscribe twice and each leaves for itself.
    const mine: BusListener = { events: (events) => listener.events(events), live: (live) => listener.live(live) };
    const all = this.listeners.get(sessionId) ?? new Set();
    this.listeners.set(sessionId, all.add(mine));
    return () => {
      all.delete(mine);
      if (all.size === 0 && this.listeners.get(sessionId) === all) this.listeners.delete(sessionId);
    };
  }

  watched(): string[] {
    return [...this.listeners.keys()];
  }

  private tell(sessionId: string, say: (listener: BusListener) => void): void {
    const all = this.listeners.get(sessionId);
    if (!all) return;
    // A copy: who comes meanwhile hears the next one, and who leaves hears no more.
    for (const listener of [...all]) {
      try {
        if (all.has(listener)) say(listener);
      } catch (error) {
        this.onTrouble(error);
      }
    }
  }
}
