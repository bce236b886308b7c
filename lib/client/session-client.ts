import type { Command } from "../core/commands.ts";
import { AppError } from "../core/errors.ts";
import { eventTypes, type Recorded } from "../core/events.ts";
import type { Live } from "../core/live.ts";
import { reduce } from "../core/reduce.ts";
import { nothingYet, type SessionState } from "../core/state.ts";
import { applyLive, fromPartials, type LiveTexts, withoutTurn } from "./live-texts.ts";
import type { Accepted } from "./protocol.ts";
import type { Transport } from "./transport.ts";

export interface SessionView {
  state: SessionState;
  texts: LiveTexts;
  /** `joining` until the first answer; `offline` while there is no connection: what is sent then waits and goes once. */
  connection: "joining" | "live" | "offline";
  /** How many events the last reconnect brought. */
  caughtUp: number;
  /** Commands that were sent and not answered yet. */
  pending: number;
}

interface Options {
  transport: Transport;
  sessionId: string;
  newCommandId: () => string;
  /** A state that came with the page: the client begins there and reads only what is behind it. */
  initial?: SessionState;
  /** Glimpses that are not text: typing, presence, rates. */
  onLive?: (live: Live[]) => void;
}

const known: ReadonlySet<string> = new Set(eventTypes);
const waitBeforeRetryMs = 300;

/**
 * The one client of a session: joins, folds, notices a gap and asks again, reconnects at its cursor, and sends each
 * command until it is answered, under one id, so that it happens once.
 */
export class SessionClient {
  private view: SessionView;
  private readonly listeners = new Set<(view: SessionView) => void>();
  private readonly stops: (() => void)[] = [];
  private readonly options: Options;
  private joined = false;
  private joining: Promise<void> | null = null;
  private connected = false;
  private closed = false;
  private whenConnected: (() => void)[] = [];

  constructor(options: Options) {
    this.options = options;
    this.view = { state: options.initial ?? nothingYet, texts: {}, connection: "joining", caughtUp: 0, pending: 0 };
    this.joined = options.initial !== undefined;
    const { transport, sessionId } = options;
    this.stops.push(
      transport.on("events", (frame) => frame.sessionId === sessionId && this.take(frame.events)),
      transport.on("live", (frame) => frame.sessionId === sessionId && this.glimpse(frame.live)),
      transport.onConnection((connected) => this.onConnection(connected)),
    );
  }

  get current(): SessionView {
    return this.view;
  }

  subscribe(listener: (view: SessionView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when the server has accepted the command, also when that takes a reconnect; rejects with its refusal. */
  async send(command: Command): Promise<{ head: number }> {
    const commandId = this.options.newCommandId();
    this.change({ pending: this.view.pending + 1 });
    try {
      for (;;) {
        const answer = await this.request(() =>
          this.options.transport.request("command", { sessionId: this.options.sessionId, commandId, command }),
        );
        if (answer === null) throw new AppError("gone", "The session was left before the command was answered.");
        if (answer.ok) return { head: answer.head };
        const { code, message, ...details } = answer.error;
        if (code !== "unavailable" && code !== "stopping") throw new AppError(code, message, details);
        await pause(details.retryAfterMs ?? 1_000);
      }
    } finally {
      this.change({ pending: this.view.pending - 1 });
    }
  }

  /** Resolves once the view holds everything up to `seq`. */
  async until(holds: (view: SessionView) => boolean): Promise<SessionView> {
    if (holds(this.view)) return this.view;
    return new Promise((resolve) => {
      const stop = this.subscribe((view) => {
        if (!holds(view)) return;
        stop();
        resolve(view);
      });
    });
  }

  typing(active: boolean): void {
    if (this.connected)
      this.options.transport.request("typing", { sessionId: this.options.sessionId, active }).catch(() => {});
  }

  close(): void {
    this.closed = true;
    for (const stop of this.stops) stop();
    if (this.connected) this.options.transport.request("leave", { sessionId: this.options.sessionId }).catch(() => {});
    for (const resume of this.whenConnected.splice(0)) resume();
  }

  private onConnection(connected: boolean): void {
    this.connected = connected;
    if (!connected) {
      if (this.joined) this.change({ connection: "offline" });
      return;
    }
    for (const resume of this.whenConnected.splice(0)) resume();
    this.rejoin();
  }

  private rejoin(): void {
    this.joining ??= this.join()
      .catch(() => {})
      .finally(() => {
        this.joining = null;
      });
  }

  private async join(): Promise<void> {
    const { transport, sessionId } = this.options;
    const after = this.joined ? this.view.state.head : undefined;
    const answer = await this.request(() =>
      transport.request("join", after === undefined ? { sessionId } : { sessionId, after }),
    );
    if (answer === null) return;
    if (!answer.ok) {
      if (answer.error.code !== "unavailable") throw new AppError(answer.error.code, answer.error.message);
      await pause(waitBeforeRetryMs);
      return this.join();
    }
    this.welcome(answer);
  }

  private welcome(answer: Accepted["join"]): void {
    const before = this.view.state;
    const wasThere = this.joined;
    let state = before;
    if (answer.state) state = answer.state.head >= before.head || !wasThere ? answer.state : before;
    else for (const event of answer.events) if (event.seq === state.head + 1) state = foldKnown(state, event);
    this.joined = true;
    this.change({
      state,
      texts: fromPartials(answer.partials),
      connection: "live",
      caughtUp: wasThere ? state.head - before.head : 0,
    });
  }

  private take(events: readonly Recorded[]): void {
    if (!this.joined) return;
    let { state, texts } = this.view;
    for (const event of events) {
      if (event.seq <= state.head) continue;
      if (event.seq > state.head + 1) {
        this.rejoin();
        break;
      }
      state = foldKnown(state, event);
      if (event.type === "turn.completed" || event.type === "turn.failed") texts = withoutTurn(texts, event.turnId);
    }
    if (state !== this.view.state) this.change({ state, texts });
  }

  private glimpse(live: Live[]): void {
    const texts = applyLive(this.view.texts, live);
    if (texts !== this.view.texts) this.change({ texts });
    this.options.onLive?.(live);
  }

  /** Asks until there is an answer, waiting for a connection where there is none; null once the client is closed. */
  private async request<T>(ask: () => Promise<T>): Promise<T | null> {
    while (!this.closed) {
      if (!this.connected) {
        await new Promise<void>((resolve) => this.whenConnected.push(resolve));
        continue;
      }
      try {
        return await ask();
      } catch {
        await pause(waitBeforeRetryMs);
      }
    }
    return null;
  }

  private change(change: Partial<SessionView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener(this.view);
  }
}

/** A newer server may say what this client does not know: it counts, and changes nothing. */
function foldKnown(state: SessionState, event: Recorded): SessionState {
  return known.has(event.type) ? reduce(state, event) : { ...state, head: (event as Recorded).seq };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
