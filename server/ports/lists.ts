import type { Usage } from "../../lib/core/model.ts";
import type { RunSummary, SessionSummary } from "../../lib/core/summary.ts";
import type { Deviation } from "../../lib/operations/deviation.ts";
import type { Found } from "../../lib/search/found.ts";
import type { Page } from "./page.ts";

/** Reads what lists show. Everything is asked for one owner. */
export interface Lists {
  sessions(query: SessionQuery): Promise<Page<SessionSummary>>;
  session(ownerId: string, id: string): Promise<SessionSummary | null>;
  runs(query: RunQuery): Promise<Page<RunSummary>>;
  run(ownerId: string, id: string): Promise<RunSummary | null>;
  /** Every open run of every owner: what the queue is filled with at start. */
  openRuns(): Promise<RunSummary[]>;
  /** Sessions whose time has come, of every owner. */
  expired(now: string, limit: number): Promise<SessionSummary[]>;
  /** Counters for `GET /stats`; they do not cost more with more history than an indexed aggregate does. */
  totals(ownerId: string): Promise<Totals>;
}

export interface SessionQuery {
  ownerId: string;
  search?: string;
  status?: string;
  tag?: string;
  agent?: string;
  /** Only those in which something waits for a person. */
  waiting?: boolean;
  limit: number;
  cursor?: string;
}

export interface RunQuery {
  ownerId: string;
  sessionId?: string;
  agent?: string;
  /** In sessions that this workflow conducts. */
  workflow?: string;
  /** The model that was called last. */
  model?: string;
  /** Those that called it. */
  tool?: string;
  status?: string;
  open?: boolean;
  /** Queued from then on, and before then: ISO 8601. */
  since?: string;
  until?: string;
  /** US dollars; a run whose cost is not known costs neither. */
  minCost?: number;
  maxCost?: number;
  /** What went wrong is called exactly so. */
  errorCode?: string;
  /** Within what went wrong, or what that is called. */
  error?: string;
  /** Within the task. Neither minds the case; in SQLite, of letters beyond A to Z that are mixed it does. */
  text?: string;
  /** Those that made an hour otherwise than usual. */
  deviation?: Deviation;
  /** Only those that no other run tries again. */
  notRetried?: boolean;
  limit: number;
  cursor?: string;
}

export interface Totals {
  sessions: { total: number; byStatus: Record<string, number> };
  runs: { total: number; byStatus: Record<string, number> };
  messages: number;
  tokens: Usage;
  cost: number;
}

/** Finds messages by their words, as the log wrote them with its events. Everything is asked for one owner. */
export interface Search {
  /** The best first, of the newest that fit. No text is refused; one without words finds nothing. */
  find(query: SearchQuery): Promise<Page<Found>>;
  /** Does now what the next question would have to wait for. */
  keepUp(): Promise<void>;
  /**
   * Writes anew, session by session, what is missing: in a database from before there was a search, or with another idea
   * of words. Gives the number of sessions; null where nothing was missing. May be stopped at any time, and begun again.
   */
  rebuild(options?: { anew?: boolean; signal?: AbortSignal }): Promise<number | null>;
}

export interface SearchQuery {
  ownerId: string;
  /** As a person types it: words, "phrases in quotes", and the beginning of the last word. */
  query: string;
  limit: number;
  cursor?: string;
}
