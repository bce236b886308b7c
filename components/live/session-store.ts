import { glimpsePeople, nobody, type People, stillTyping } from "../../lib/client/people.ts";
import { SessionClient, type SessionView } from "../../lib/client/session-client.ts";
import type { Transport } from "../../lib/client/transport.ts";
import type { Command } from "../../lib/core/commands.ts";
import type { Live } from "../../lib/core/live.ts";
import type { SessionState } from "../../lib/core/state.ts";

export interface ShownSession extends SessionView {
  /** By run: how fast it is being written. */
  rates: Readonly<Record<string, { tokensPerSecond: number; until: number }>>;
  people: People;
  /** Only the end of a long conversation is known yet. */
  partial: boolean;
}

/** Before the server has answered. */
export function firstView(state: SessionState, whole: boolean): ShownSession {
  return {
    state,
    texts: {},
    connection: "joining",
    caughtUp: 0,
    pending: 0,
    told: new Set(),
    rates: {},
    people: nobody,
    partial: !whole,
  };
}

interface Options {
  sessionId: string;
  transport: Transport;
  initial: SessionState;
  /** Whether `initial` is the whole state. A part of it is shown until the whole one is there. */
  whole: boolean;
  newCommandId: () => string;
}

/** The server says a rate once a second; one that was not said again is over. */
const rateLastsMs = 3_000;

/** However many changes come: not in two frames that follow each other, so that a flood of them leaves room for the person. */
const shortestMs = 25;

/** A hidden page draws no frames: there, changes are told this often. */
const hiddenTickMs = 250;

/**
 * What a page shows of a session: the client's view, told at most once in two frames. What the page came with is shown until
 * the server has answered.
 */
export class SessionStore {
  readonly sessionId: string;
  private readonly client: SessionClient;
  private readonly listeners = new Set<() => void>();
  private rates: ShownSession["rates"] = {};
  private people = nobody;
  private readonly fading = new Set<ReturnType<typeof setTimeout>>();
  /** The client knows the whole state. */
  private isWhole: boolean;
  private wasLive = false;
  private shown: ShownSession;
  private scheduled = false;
  private toldAt = 0;

  constructor({ sessionId, transport, initial, whole, newCommandId }: Options) {
    this.sessionId = sessionId;
    this.isWhole = whole;
    this.shown = firstView(initial, whole);
    this.client = new SessionClient({
      transport,
      sessionId,
      newCommandId,
      onLive: (live) => this.glimpse(live),
      ...(whole && { initial }),
    });
    this.client.subscribe(() => this.schedule());
  }

  get current(): ShownSession {
    return this.shown;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  send(command: Command, commandId?: string): Promise<{ head: number }> {
    return this.client.send(command, commandId);
  }

  close(): void {
    this.client.close();
    for (const timer of this.fading) clearTimeout(timer);
  }

  typing(active: boolean): boolean {
    return this.client.typing(active);
  }

  private glimpse(live: readonly Live[]): void {
    const now = performance.now();
    for (const each of live) {
      if (each.type === "rate") this.showRate(each.runId, each.tokensPerSecond, now);
    }
    const people = glimpsePeople(this.people, live, now);
    if (people === this.people) return;
    this.people = people;
    this.schedule();
    for (const { until } of Object.values(people.typing)) this.later(until - now);
  }

  private showRate(runId: string, tokensPerSecond: number, at: number): void {
    this.rates = { ...this.rates, [runId]: { tokensPerSecond, until: at + rateLastsMs } };
    this.schedule();
    this.later(rateLastsMs);
  }

  /** What was glimpsed then is over, unless it was said again. */
  private later(ms: number): void {
    const timer = setTimeout(() => {
      this.fading.delete(timer);
      this.schedule();
    }, ms + 20);
    this.fading.add(timer);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    if (document.hidden) setTimeout(() => this.tell(), hiddenTickMs);
    else requestAnimationFrame((now) => this.tellOrWait(now));
  }

  private tellOrWait(now: number): void {
    if (now - this.toldAt < shortestMs) return void requestAnimationFrame((later) => this.tellOrWait(later));
    this.toldAt = now;
    this.tell();
  }

  private fade(): void {
    const now = performance.now();
    this.people = stillTyping(this.people, now);
    const lasting = Object.entries(this.rates).filter(([, { until }]) => until > now);
    if (lasting.length < Object.keys(this.rates).length) this.rates = Object.fromEntries(lasting);
  }

  private tell(): void {
    this.scheduled = false;
    const view = this.client.current;
    this.wasLive ||= view.connection === "live";
    // Who joins again is told anew who is there.
    if (view.connection === "offline") this.people = nobody;
    this.fade();
    this.isWhole ||= this.wasLive;
    const common = {
      rates: this.rates,
      people: this.people,
      // What was never there cannot be lost.
      connection: this.wasLive ? view.connection : ("joining" as const),
    };
    if (this.isWhole) this.shown = { ...view, ...common, partial: false };
    else this.shown = { ...this.shown, ...common, pending: view.pending };
    for (const listener of this.listeners) listener();
  }
}
