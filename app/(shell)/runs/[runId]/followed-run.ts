import { callApi } from "../../../../components/live/call-api.ts";
import { newCommandId } from "../../../../components/live/new-command-id.ts";
import { SessionStore } from "../../../../components/live/session-store.ts";
import { sharedTransport } from "../../../../components/live/socket.ts";
import type { Recorded } from "../../../../lib/core/events.ts";
import { Moments } from "../../../../lib/runs/moments.ts";

const perPage = 500;
/** Pages that are asked for at once. */
const atOnce = 4;
const betweenAsksMs = 100;

/** The log of a run's session, and the session itself as it goes on. */
export class FollowedRun {
  readonly moments = new Moments();
  readonly store: SessionStore;
  private readonly sessionId: string;
  private readonly onGrowth: () => void;
  private asking = false;
  private closed = false;

  private constructor(sessionId: string, events: readonly Recorded[], onGrowth: () => void) {
    this.sessionId = sessionId;
    this.onGrowth = onGrowth;
    this.moments.add(events);
    this.store = new SessionStore({
      sessionId,
      transport: sharedTransport,
      newCommandId,
      initial: this.moments.at(this.moments.head),
      whole: true,
    });
    this.store.subscribe(() => void this.catchUp());
  }

  /** The log is read whole: any moment of it may be asked for. */
  static async open(sessionId: string, head: number, onGrowth: () => void): Promise<FollowedRun> {
    return new FollowedRun(sessionId, await readLog(sessionId, head), onGrowth);
  }

  close(): void {
    this.closed = true;
    this.store.close();
  }

  /** The session has gone on: what happened is read behind what is known. */
  private async catchUp(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      while (!this.closed && this.store.current.state.head > this.moments.head) {
        const events = await readPage(this.sessionId, this.moments.head);
        const before = this.moments.head;
        this.moments.add(events);
        if (this.moments.head > before) this.onGrowth();
        await new Promise((resolve) => setTimeout(resolve, betweenAsksMs));
      }
    } catch {
      // The next event asks again.
    } finally {
      this.asking = false;
    }
  }
}

async function readLog(sessionId: string, head: number): Promise<Recorded[]> {
  const starts = Array.from({ length: Math.ceil(head / perPage) }, (_, page) => page * perPage);
  const pages: Recorded[][] = [];
  for (let first = 0; first < starts.length; first += atOnce)
    pages.push(...(await Promise.all(starts.slice(first, first + atOnce).map((after) => readPage(sessionId, after)))));
  return pages.flat();
}

async function readPage(sessionId: string, after: number): Promise<Recorded[]> {
  const { items } = await callApi<{ items: Recorded[] }>(
    "GET",
    `/sessions/${sessionId}/events?after=${after}&limit=${perPage}`,
  );
  return items;
}
