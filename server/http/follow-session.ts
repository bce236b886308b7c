import type { Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";

export interface Follower {
  /** In order, each once, none left out. */
  event(event: Recorded): void;
  live(live: Live): void;
  /** The reader stands at the head of the log: from now on glimpses come too. Called again after every gap. */
  caughtUp(): void;
  /** Resolves when the reader can take more. */
  drained(): Promise<void>;
  failed(error: unknown): void;
}

const pageSize = 500;

/**
 * Follows a session from behind event `after` on. Subscribes first, reads second, then forwards what is newer; where
 * the bus lost something it reads again. Gives what ends it.
 */
export function followSession(
  runtime: Runtime,
  principal: Principal,
  sessionId: string,
  after: number,
  follower: Follower,
): () => void {
  let cursor = after;
  let newest = after;
  let catchingUp = true;
  let stopped = false;
  let unsubscribe = () => {};

  const events = (arrived: readonly Recorded[]) => {
    newest = Math.max(newest, arrived.at(-1)?.seq ?? 0);
    if (catchingUp || stopped) return;
    for (const event of arrived) {
      if (event.seq <= cursor) continue;
      if (event.seq > cursor + 1) return void catchUp().catch(fail);
      cursor = event.seq;
      follower.event(event);
    }
  };
  const live = (glimpses: readonly Live[]) => {
    if (!catchingUp && !stopped) for (const each of glimpses) follower.live(each);
  };
  const fail = (error: unknown) => {
    if (!stopped) follower.failed(error);
  };

  async function catchUp(): Promise<void> {
    catchingUp = true;
    for (;;) {
      const page = await runtime.events(principal, sessionId, cursor, pageSize);
      if (stopped) return;
      for (const event of page) {
        cursor = event.seq;
        follower.event(event);
      }
      if (page.length < pageSize && newest <= cursor) break;
      await follower.drained();
      if (stopped) return;
    }
    catchingUp = false;
    follower.caughtUp();
  }

  async function start(): Promise<void> {
    const leave = await runtime.subscribe(principal, sessionId, { events, live });
    if (stopped) return leave();
    unsubscribe = leave;
    await catchUp();
  }

  start().catch(fail);
  return () => {
    stopped = true;
    unsubscribe();
  };
}
