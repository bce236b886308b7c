import type { Live } from "../../lib/core/live.ts";
import type { Bus } from "../ports/bus.ts";

/** Who has a session open, and in how many windows, over all connections of this process: a glimpse, never a fact. */
export class Presence {
  private readonly bySession = new Map<string, Map<string, number>>();

  came(bus: Bus, sessionId: string, userId: string): void {
    this.change(bus, sessionId, userId, 1);
  }

  left(bus: Bus, sessionId: string, userId: string): void {
    this.change(bus, sessionId, userId, -1);
  }

  /** For who has just joined: everybody who is there. */
  here(sessionId: string): Live[] {
    const people = this.bySession.get(sessionId) ?? new Map<string, number>();
    return [...people].map(([userId, online]) => ({ type: "presence", userId, online }));
  }

  private change(bus: Bus, sessionId: string, userId: string, by: number): void {
    const people = this.bySession.get(sessionId) ?? new Map<string, number>();
    const online = (people.get(userId) ?? 0) + by;
    if (online > 0) people.set(userId, online);
    else people.delete(userId);
    if (people.size > 0) this.bySession.set(sessionId, people);
    else this.bySession.delete(sessionId);
    bus.publishLive(sessionId, [{ type: "presence", userId, online }]);
  }
}
