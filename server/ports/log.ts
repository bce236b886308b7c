import type { Recorded } from "../../lib/core/events.ts";
import type { MessageText } from "../../lib/core/message-texts.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { RunSummary, SessionSummary } from "../../lib/core/summary.ts";

/** One indivisible write: the events, what lists show, and the command's receipt. */
export interface Append {
  sessionId: string;
  /** The head that the writer knows; the events are numbered from `expected + 1`. */
  expected: number;
  events: readonly Recorded[];
  session: SessionSummary;
  /** The runs that the events touched. */
  runs: readonly RunSummary[];
  /** The texts that took their place with the events, for the search. */
  texts?: readonly MessageText[];
  /** Seen before: the whole append is refused as `duplicate`. */
  commandId?: string;
}

export type Appended = { result: "appended" } | { result: "conflict" } | { result: "duplicate" };

/** Ordered, append at expected version, read after seq. `(sessionId, seq)` is the arbiter of truth between any number of writers. */
export interface EventLog {
  /**
   * Resolves when the write is durable. Appends that arrive together may share one transaction, but each stands or
   * falls by itself. Throws `AppError("unavailable")` when the database is full, locked or read-only; nothing is half done.
   */
  append(entry: Append): Promise<Appended>;
  read(sessionId: string, after: number, limit?: number): Promise<Recorded[]>;
  /** 0 for a session that does not exist. */
  head(sessionId: string): Promise<number>;
  heads(sessionIds: readonly string[]): Promise<Map<string, number>>;
  /** The head right after the command's events, if it was accepted before. */
  receipt(sessionId: string, commandId: string): Promise<number | null>;
  saveSnapshot(sessionId: string, state: SessionState): Promise<void>;
  /** The newest state kept; it may be behind the log, never ahead. */
  snapshot(sessionId: string): Promise<SessionState | null>;
  /** Deletes everything of the session: events, snapshot, summary rows. */
  erase(sessionId: string): Promise<void>;
}

/** The text of open turns, kept so that a crash does not lose what a person has already read. */
export interface Spool {
  /** One insert for all turns that grew since the last one. Offsets count UTF-16 units. */
  write(worker: string, pieces: readonly SpoolPiece[]): Promise<void>;
  /** What is known of a turn's text, whoever wrote it. */
  read(turnId: string): Promise<{ text: string; reasoning: string }>;
  /** Everything that holds only turns which are over may go. */
  trim(worker: string, openTurnIds: readonly string[]): Promise<void>;
  /** A dead worker's turn whose text stands in the log now. */
  forget(turnId: string): Promise<void>;
}

export interface SpoolPiece {
  turnId: string;
  kind: "text" | "reasoning";
  offset: number;
  text: string;
}

/**
 * Which worker processes live, by the database's clock. Who works on what stands in the log itself (`turn.started`,
 * `tool.started`), and a write at an outdated version is refused, so a worker that wakes late cannot write.
 */
export interface Workers {
  /** "I am alive for this long." */
  beat(worker: string, ttlMs: number): Promise<void>;
  /** False once its time is up, it has left, or it is known to be dead (a process of this host that is gone). */
  isAlive(worker: string): Promise<boolean>;
  /** Those that were heard of lately, the longest alive first. `untilMs`: how long from now they are believed without another word. */
  list(): Promise<{ id: string; alive: boolean; untilMs: number }[]>;
  leave(worker: string): Promise<void>;
}
