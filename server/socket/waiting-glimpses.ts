import type { Live } from "../../lib/core/live.ts";
import { joined } from "../runtime/joined.ts";

/** More is not kept: what is lost here, `turn.completed` makes good. */
const charactersKept = 256 * 1024;
/** What a glimpse weighs beside its text. */
const glimpseWeight = 200;

/** Glimpses for a client that is busy: joined where they belong together, dropped where they become too many. */
export class WaitingGlimpses {
  private readonly bySession = new Map<string, Live[]>();
  private weight = 0;

  get isEmpty(): boolean {
    return this.bySession.size === 0;
  }

  add(sessionId: string, live: readonly Live[]): void {
    const queue = this.bySession.get(sessionId) ?? [];
    this.bySession.set(sessionId, queue);
    for (const each of live) {
      this.weight += "text" in each ? each.text.length : 0;
      if (joined(queue.at(-1), each)) continue;
      // Others were given the same object: it is copied before it grows.
      queue.push({ ...each });
      this.weight += glimpseWeight;
    }
    if (this.weight > charactersKept) this.clear();
  }

  take(sessionId: string): Live[] | undefined {
    const queue = this.bySession.get(sessionId);
    this.bySession.delete(sessionId);
    for (const each of queue ?? []) this.weight -= glimpseWeight + ("text" in each ? each.text.length : 0);
    return queue;
  }

  sessions(): string[] {
    return [...this.bySession.keys()];
  }

  clear(): void {
    this.bySession.clear();
    this.weight = 0;
  }
}
