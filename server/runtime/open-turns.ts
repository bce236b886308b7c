import type { Live, Partial } from "../../lib/core/live.ts";
import type { Bus } from "../ports/bus.ts";
import type { Spool, SpoolPiece } from "../ports/log.ts";
import { joined } from "./joined.ts";
import { TokenRate } from "./token-rate.ts";

/** Deltas of one session that arrive within this time travel together; the first of a turn goes at once. */
const tickMs = 40;
const spoolMs = 50;

interface Dependencies {
  bus: Bus;
  spool: Spool;
  worker: string;
  /** Milliseconds by a clock that never jumps. */
  monotonic: () => number;
  onTrouble: (what: string, error: unknown) => void;
}

/**
 * The turns that this process is streaming: relays their text as glimpses and spools it against a crash.
 * This is the path of every token: no schema check, no copy of the growing text, no row of its own.
 */
export class OpenTurns {
  private readonly turns = new Map<string, OpenTurn>();
  private readonly bySession = new Map<string, Set<OpenTurn>>();
  private readonly outboxes = new Map<string, Live[]>();
  private spoolTimer: NodeJS.Timeout | null = null;
  /** Since the last write to the spool a turn ended whose text is in it. */
  private someEnded = false;
  private spooling: Promise<void> = Promise.resolve();
  private readonly d: Dependencies;

  constructor(dependencies: Dependencies) {
    this.d = dependencies;
  }

  begin(sessionId: string, runId: string, turnId: string): OpenTurn {
    const turn = new OpenTurn(this, sessionId, runId, turnId);
    this.turns.set(turnId, turn);
    const siblings = this.bySession.get(sessionId) ?? new Set();
    this.bySession.set(sessionId, siblings.add(turn));
    return turn;
  }

  /** To be called once the turn's fate is in the log. */
  end(turn: OpenTurn): void {
    this.turns.delete(turn.turnId);
    const siblings = this.bySession.get(turn.sessionId);
    siblings?.delete(turn);
    if (siblings?.size === 0) this.bySession.delete(turn.sessionId);
    if (!turn.spooled) return;
    this.someEnded = true;
    this.spoolSoon();
  }

  /** The text so far of the session's open turns, for who joins in the middle. */
  partials(sessionId: string): Partial[] {
    return [...(this.bySession.get(sessionId) ?? [])].map(({ runId, turnId, text, reasoning }) => ({
      runId,
      turnId,
      text,
      ...(reasoning && { reasoning }),
    }));
  }

  /** Sends what waits for the session's next tick now, so that glimpses never arrive behind the fact they belong to. */
  flush(sessionId: string): void {
    const outbox = this.outboxes.get(sessionId);
    if (!outbox || outbox.length === 0) return;
    this.outboxes.set(sessionId, []);
    this.d.bus.publishLive(sessionId, outbox);
  }

  get count(): number {
    return this.turns.size;
  }

  glimpse(sessionId: string, live: Live, atOnce: boolean): void {
    const outbox = this.outboxes.get(sessionId);
    if (!outbox) {
      this.outboxes.set(sessionId, atOnce ? [] : [live]);
      if (atOnce) this.d.bus.publishLive(sessionId, [live]);
      setTimeout(() => this.tick(sessionId), tickMs);
      return;
    }
    if (!joined(outbox.at(-1), live)) outbox.push(live);
    if (atOnce) this.flush(sessionId);
  }

  private tick(sessionId: string): void {
    const outbox = this.outboxes.get(sessionId);
    if (outbox?.length) {
      this.addRates(sessionId, outbox);
      this.flush(sessionId);
      setTimeout(() => this.tick(sessionId), tickMs);
    } else {
      this.outboxes.delete(sessionId);
    }
  }

  /** Reckoned once per tick, from what waits for it: a token costs nothing more. */
  private addRates(sessionId: string, outbox: Live[]): void {
    for (const each of outbox) if ("text" in each) this.turns.get(each.turnId)?.rate.add(each.text);
    const now = this.d.monotonic();
    for (const { runId, rate } of this.bySession.get(sessionId) ?? []) {
      const tokensPerSecond = rate.take(now);
      if (tokensPerSecond !== null) outbox.push({ type: "rate", runId, tokensPerSecond });
    }
  }

  spoolSoon(): void {
    this.spoolTimer ??= setTimeout(() => {
      this.spoolTimer = null;
      this.spooling = this.spooling.then(() => this.spool());
    }, spoolMs);
  }

  private async spool(): Promise<void> {
    if (this.someEnded) await this.trim();
    const pieces: SpoolPiece[] = [];
    for (const turn of this.turns.values()) {
      const grown = turn.takeUnspooled();
      if (grown.length === 0) continue;
      turn.spooled = true;
      pieces.push(...grown);
    }
    if (pieces.length === 0) return;
    try {
      await this.d.spool.write(this.d.worker, pieces);
    } catch (error) {
      this.d.onTrouble("could not spool the text of open turns", error);
    }
  }

  /** Also while other turns go on: what is over must not be kept, and written again, for as long as anybody speaks. */
  private async trim(): Promise<void> {
    this.someEnded = false;
    try {
      await this.d.spool.trim(this.d.worker, [...this.turns.keys()]);
    } catch (error) {
      this.d.onTrouble("could not trim the spool", error);
    }
  }

  /** Resolves when everything asked of the spool so far is written. */
  async settled(): Promise<void> {
    if (this.spoolTimer) {
      clearTimeout(this.spoolTimer);
      this.spoolTimer = null;
      this.spooling = this.spooling.then(() => this.spool());
    }
    await this.spooling;
  }
}

/** One turn while it streams. Text grows by concatenation, which costs nothing until somebody reads it. */
export class OpenTurn {
  text = "";
  reasoning = "";
  spooled = false;
  private unspooledText = "";
  private unspooledReasoning = "";
  private readonly argumentLengths = new Map<string, number>();
  private readonly owner: OpenTurns;
  readonly sessionId: string;
  readonly runId: string;
  readonly turnId: string;
  readonly rate = new TokenRate();

  constructor(owner: OpenTurns, sessionId: string, runId: string, turnId: string) {
    this.owner = owner;
    this.sessionId = sessionId;
    this.runId = runId;
    this.turnId = turnId;
  }

  addText(text: string): void {
    const offset = this.text.length;
    this.text += text;
    this.unspooledText += text;
    this.owner.glimpse(
      this.sessionId,
      { type: "text.delta", runId: this.runId, turnId: this.turnId, offset, text },
      offset === 0,
    );
    this.owner.spoolSoon();
  }

  addReasoning(text: string): void {
    const offset = this.reasoning.length;
    this.reasoning += text;
    this.unspooledReasoning += text;
    this.owner.glimpse(
      this.sessionId,
      { type: "reasoning.delta", runId: this.runId, turnId: this.turnId, offset, text },
      offset === 0,
    );
    this.owner.spoolSoon();
  }

  addArguments(callId: string, tool: string, text: string): void {
    const offset = this.argumentLengths.get(callId) ?? 0;
    this.argumentLengths.set(callId, offset + text.length);
    this.owner.glimpse(
      this.sessionId,
      { type: "arguments.delta", runId: this.runId, turnId: this.turnId, callId, tool, offset, text },
      offset === 0,
    );
  }

  takeUnspooled(): SpoolPiece[] {
    const pieces: SpoolPiece[] = [];
    const { turnId } = this;
    if (this.unspooledText) {
      pieces.push({
        turnId,
        kind: "text",
        offset: this.text.length - this.unspooledText.length,
        text: this.unspooledText,
      });
      this.unspooledText = "";
    }
    if (this.unspooledReasoning) {
      pieces.push({
        turnId,
        kind: "reasoning",
        offset: this.reasoning.length - this.unspooledReasoning.length,
        text: this.unspooledReasoning,
      });
      this.unspooledReasoning = "";
    }
    return pieces;
  }
}
