import { SessionClient, type SessionView } from "../../lib/client/session-client.ts";
import type { Transport } from "../../lib/client/transport.ts";
import type { Command } from "../../lib/core/commands.ts";
import type { Live } from "../../lib/core/live.ts";
import type { SessionState } from "../../lib/core/state.ts";
import { TokenRate } from "./token-rate.ts";

export interface ShownSession extends SessionView {
  /** By run: tokens per second, while it streams. */
  rates: Readonly<Record<string, number>>;
  /** How many have the session open, as far as is known. */
  online: number;
  /** Only the end of a long conversation is known yet. */
  partial: boolean;
}

/** Before the server has answered. */
export function firstView(state: SessionState, whole: boolean): ShownSession {
  return { state, texts: {}, connection: "joining", caughtUp: 0, pending: 0, rates: {}, online: 1, partial: !whole };
}

interface Options {
  sessionId: string;
  transport: Transport;
  initial: SessionState;
  /** Whether `initial` is the whole state. A part of it is shown until the whole one is there. */
  whole: boolean;
  newCommandId: () => string;
}

/** A hidden page draws no frames: there, changes are told this often. */
const hiddenTickMs = 250;

/**
 * What a page shows of a session: the client's view, told at most once per frame. What the page came with is shown until
 * the server has answered.
 */
export class SessionStore {
  readonly sessionId: string;
  private readonly client: SessionClient;
  private readonly listeners = new Set<() => void>();
  private readonly rate = new TokenRate();
  private ratedAt = 0;
  private online = 1;
  /** The client knows the whole state. */
  private isWhole: boolean;
  private wasLive = false;
  private shown: ShownSession;
  private scheduled = false;

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

  send(command: Command): Promise<{ head: number }> {
    return this.client.send(command);
  }

  close(): void {
    this.client.close();
  }

  private glimpse(live: readonly Live[]): void {
    for (const each of live) {
      if ("turnId" in each) this.rate.add(each.runId, each.text, performance.now());
      if (each.type === "presence") this.online = each.online;
    }
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    if (document.hidden) setTimeout(() => this.tell(), hiddenTickMs);
    else requestAnimationFrame(() => this.tell());
  }

  /** Told twice a second: faster nobody could read it. */
  private ratesNow(): Readonly<Record<string, number>> {
    const now = performance.now();
    if (now - this.ratedAt < 500) return this.shown.rates;
    this.ratedAt = now;
    return this.rate.at(now);
  }

  private tell(): void {
    this.scheduled = false;
    const view = this.client.current;
    this.wasLive ||= view.connection === "live";
    this.isWhole ||= this.wasLive;
    const common = {
      rates: this.ratesNow(),
      online: this.online,
      // What was never there cannot be lost.
      connection: this.wasLive ? view.connection : ("joining" as const),
    };
    if (this.isWhole) this.shown = { ...view, ...common, partial: false };
    else this.shown = { ...this.shown, ...common, pending: view.pending };
    for (const listener of this.listeners) listener();
  }
}
