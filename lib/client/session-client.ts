import type { Command } from "../core/commands.ts";
import { AppError } from "../core/errors.ts";
import { eventTypes, type Recorded } from "../core/events.ts";
import type { Live } from "../core/live.ts";
import { fold } from "../core/reduce.ts";
import {
  findRun,
  nothingYet,
  openRuns,
  openTurn,
  type RunStatus,
  runStatus,
  type SessionState,
} from "../core/state.ts";
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
  /** Those of this client's commands whose events it has: the log may show one before its answer comes. */
  told: ReadonlySet<string>;
  /** Why the server does not let this client follow the session, such as one that was deleted. */
  refused?: AppError | undefined;
}

interface Options {
  transport: Transport;
  sessionId: string;
  newCommandId: () => string;
  /** A state that came with the page: the client begins there and reads only what is behind it. */
  initial?: SessionState;
  /** Glimpses that are not text: typing, presence, rates. */
  onLive?: (live: Live[]) => void;
  /** While a run is at work and nothing was heard for this long, the client asks whether it missed something. */
  quietMs?: number;
}

const known: ReadonlySet<string> = new Set(eventTypes);
const waitBeforeRetryMs = 300;
const usualQuietMs = 10_000;
const atWork: ReadonlySet<RunStatus> = new Set(["queued", "running", "cancelling"]);

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
  /** The newest event that is known to exist, whether this client has it or not. */
  private newest = 0;
  private heard = false;
  private readonly sent = new Set<string>();

  constructor(options: Options) {
    this.options = options;
    this.view = {
      state: options.initial ?? nothingYet,
      texts: {},
      connection: "joining",
      caughtUp: 0,
      pending: 0,
      told: new Set(),
    };
    this.joined = options.initial !== undefined;
    const { transport, sessionId } = options;
    this.stops.push(
      transport.on("events", (frame) => frame.sessionId === sessionId && this.take(frame.events)),
      transport.on("live", (frame) => frame.sessionId === sessionId && this.glimpse(frame.live)),
      transport.onConnection((connected) => this.onConnection(connected)),
    );
    const quiet = setInterval(() => this.askWhenQuiet(), options.quietMs ?? usualQuietMs);
    this.stops.push(() => clearInterval(quiet));
  }

  get current(): SessionView {
    return this.view;
  }

  subscribe(listener: (view: SessionView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Resolves when the server has accepted the command, also when that takes a reconnect; rejects with its refusal. Under
   * an id that was used before it happens only if it had not.
   */
  async send(command: Command, commandId: string = this.options.newCommandId()): Promise<{ head: number }> {
    this.sent.add(commandId);
    this.change({ pending: this.view.pending + 1 });
    try {
      for (;;) {
        const answer = await this.request(() =>
          this.options.transport.request("command", { sessionId: this.options.sessionId, commandId, command }),
        );
        if (answer === null) throw new AppError("gone", "The session was left before the command was answered.");
        if (answer.ok) {
          this.hearOf(answer.head);
          return { head: answer.head };
        }
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

  /** False while nobody would hear it. */
  typing(active: boolean): boolean {
    if (!this.connected || this.view.connection !== "live") return false;
    this.options.transport.request("typing", { sessionId: this.options.sessionId, active }).catch(() => {});
    return true;
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
    if (this.joining || this.closed) return;
    const before = this.view.state.head;
    this.joining = this.join()
      .catch((error: unknown) => this.change({ refused: error as AppError }))
      .then(async () => {
        // What came while the answer was on its way may lie behind a gap.
        const isBehind = this.joined && !this.view.refused && this.view.state.head < this.newest;
        if (isBehind && this.view.state.head === before) await pause(waitBeforeRetryMs);
        this.joining = null;
        if (isBehind) this.rejoin();
      });
  }

  private async join(): Promise<void> {
    const { transport, sessionId } = this.options;
    const answer = await this.request(() =>
      transport.request("join", this.joined ? { sessionId, after: this.view.state.head } : { sessionId }),
    );
    if (answer === null) return;
    if (!answer.ok) {
      const { code, message, ...details } = answer.error;
      if (code !== "unavailable" && code !== "stopping") throw new AppError(code, message, details);
      await pause(details.retryAfterMs ?? waitBeforeRetryMs);
      return this.join();
    }
    this.welcome(answer);
  }

  private welcome(answer: Accepted["join"]): void {
    const before = this.view;
    const { head } = before.state;
    const wasThere = this.joined;
    let { state } = before;
    if (answer.events) state = foldOn(state, answer.events);
    else if (!wasThere || answer.state.head >= head) state = answer.state;
    this.joined = true;
    this.heard = true;
    this.newest = Math.max(this.newest, answer.head);
    const caughtUp = before.connection === "live" ? before.caughtUp : wasThere ? state.head - head : 0;
    const partials = answer.partials.filter((partial) => isOpen(state, partial));
    const told = this.toldBy(answer.events ?? []);
    this.change({ state, told, texts: fromPartials(partials), connection: "live", caughtUp, refused: undefined });
  }

  private take(events: readonly Recorded[]): void {
    this.heard = true;
    if (this.joined) {
      const state = foldOn(this.view.state, events);
      let { texts } = this.view;
      for (const event of events)
        if (event.type === "turn.completed" || event.type === "turn.failed") texts = withoutTurn(texts, event.turnId);
      if (state !== this.view.state) this.change({ state, texts, told: this.toldBy(events) });
    }
    this.hearOf(events.at(-1)?.seq ?? 0);
  }

  private toldBy(events: readonly Recorded[]): ReadonlySet<string> {
    const own = events.flatMap(({ commandId }) => (commandId && this.sent.has(commandId) ? commandId : []));
    return own.length > 0 ? new Set([...this.view.told, ...own]) : this.view.told;
  }

  /** There are events up to here: whoever does not have them asks for them. */
  private hearOf(seq: number): void {
    this.newest = Math.max(this.newest, seq);
    if (this.joined && this.view.state.head < this.newest) this.rejoin();
  }

  /** The last frame of all may be the one that was lost: no later one would show the gap. */
  private askWhenQuiet(): void {
    const wasHeard = this.heard;
    this.heard = false;
    if (wasHeard || this.view.connection !== "live") return;
    if (openRuns(this.view.state).some((run) => atWork.has(runStatus(run)))) this.rejoin();
  }

  private glimpse(live: Live[]): void {
    this.heard = true;
    // A glimpse of a turn that is over came late or twice.
    const { state } = this.view;
    const texts = applyLive(
      this.view.texts,
      live.filter((each) => "turnId" in each && isOpen(state, each)),
    );
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
    if (this.closed) return;
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener(this.view);
  }
}

/** The state after those of the events that continue it without a gap. */
function foldOn(state: SessionState, events: readonly Recorded[]): SessionState {
  const next: Recorded[] = [];
  let head = state.head;
  for (const event of events) {
    if (event.seq !== head + 1) continue;
    head = event.seq;
    next.push(event);
  }
  if (next.length === 0) return state;
  // A newer server may say what this client does not know: it counts, and changes nothing.
  const folded = fold(
    next.filter((event) => known.has(event.type)),
    state,
  );
  return { ...folded, head };
}

function isOpen(state: SessionState, { runId, turnId }: { runId: string; turnId: string }): boolean {
  const run = findRun(state, runId);
  return run !== undefined && openTurn(run)?.id === turnId;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
