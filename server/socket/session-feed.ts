import type { Recorded } from "../../lib/core/events.ts";
import type { Live, Partial } from "../../lib/core/live.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import type { SocketPipe } from "./socket-pipe.ts";

type Joined = { head: number; partials: Partial[] } & ({ state: SessionState } | { events: Recorded[] });

/**
 * One session on one socket. Subscribes first, reads second, then forwards what is newer: nothing falls between, and
 * nothing comes twice.
 */
export class SessionFeed {
  private cursor = 0;
  private held: Recorded[] | null = [];
  private unsubscribe: (() => void) | null = null;
  private stopped = false;
  private joined: () => Joined = () => {
    throw new Error("A feed is opened once it was started.");
  };
  private readonly sessionId: string;
  private readonly pipe: SocketPipe;
  private readonly window: string;

  constructor(sessionId: string, pipe: SocketPipe, window: string) {
    this.window = window;
    this.sessionId = sessionId;
    this.pipe = pipe;
  }

  /** Subscribes and reads. What comes from now on is held until `open`. */
  async start(runtime: Runtime, principal: Principal, after: number | undefined): Promise<void> {
    const unsubscribe = await runtime.subscribe(principal, this.sessionId, {
      events: (events) => this.events(events),
      live: (live) => this.live(live),
    });
    if (this.stopped) unsubscribe();
    else this.unsubscribe = unsubscribe;
    let state = await runtime.state(principal, this.sessionId);
    // Another process may have told this client more than this one knows.
    if (after !== undefined && after > state.head) state = await runtime.sessions.catchUp(this.sessionId);
    const isWithin = after !== undefined && after <= state.head;
    const events = isWithin ? await runtime.events(principal, this.sessionId, after) : null;
    this.joined = () => {
      const partials = runtime.partials(this.sessionId);
      if (!events) {
        const newest = runtime.sessions.peek(this.sessionId) ?? state;
        this.cursor = newest.head;
        return { head: this.cursor, partials, state: newest };
      }
      this.cursor = events.at(-1)?.seq ?? after ?? 0;
      for (const event of this.held ?? []) {
        if (event.seq !== this.cursor + 1) continue;
        events.push(event);
        this.cursor = event.seq;
      }
      return { head: this.cursor, partials, events };
    };
  }

  /** Answers the join, and forwards what comes after it: in one breath, so that the answer's facts and glimpses are of one moment. */
  open(answer: (joined: Joined) => void): void {
    answer(this.joined());
    const held = this.held ?? [];
    this.held = null;
    this.forward(held);
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  private events(events: readonly Recorded[]): void {
    if (this.held) this.held.push(...events);
    else this.forward(events);
  }

  private forward(events: readonly Recorded[]): void {
    if (this.stopped) return;
    const first = events[0];
    const newer = first && first.seq === this.cursor + 1 ? events : events.filter((event) => event.seq > this.cursor);
    const last = newer.at(-1);
    if (!last) return;
    this.cursor = last.seq;
    this.pipe.events(this.sessionId, newer);
  }

  private live(live: readonly Live[]): void {
    // Until the join is answered, the partials tell all that was glimpsed before.
    if (this.stopped || this.held) return;
    const isOwn = (each: Live) => each.type === "typing" && each.window === this.window;
    const others = live.some(isOwn) ? live.filter((each) => !isOwn(each)) : live;
    if (others.length > 0) this.pipe.live(this.sessionId, others);
  }
}
