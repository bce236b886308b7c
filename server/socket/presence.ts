import type { Bus } from "../ports.ts";

/** Who has a session open, over all connections of this process: a glimpse, never a fact. */
export class Presence {
  private readonly online = new Map<string, number>();

  came(bus: Bus, sessionId: string, userId: string): void {
    this.tell(bus, sessionId, userId, (this.online.get(sessionId) ?? 0) + 1);
  }

  left(bus: Bus, sessionId: string, userId: string): void {
    this.tell(bus, sessionId, userId, (this.online.get(sessionId) ?? 1) - 1);
  }

  private tell(bus: Bus, sessionId: string, userId: string, online: number): void {
    if (online > 0) this.online.set(sessionId, online);
    else this.online.delete(sessionId);
    bus.publishLive(sessionId, [{ type: "presence", userId, online }]);
  }
}
