import type { ApprovalPolicy } from "../lib/core/agent.ts";
import type { Recorded, SessionEvent } from "../lib/core/events.ts";
import type { Failure, Priority } from "../lib/core/fields.ts";
import type { Live } from "../lib/core/live.ts";
import type { MessageText } from "../lib/core/message-texts.ts";
import type { ModelChunk, ModelError, ModelRequest, Usage } from "../lib/core/model.ts";
import type { SessionState } from "../lib/core/state.ts";
import type { RunSummary, SessionSummary } from "../lib/core/summary.ts";
import type { Surface } from "../lib/core/surface.ts";
import type { Judgement } from "../lib/core/world.ts";
import type { DefinitionChange, DefinitionCommand } from "../lib/definitions/change-definition.ts";
import type {
  Body,
  CaseResult,
  Definition,
  DefinitionCase,
  DefinitionKind,
  DefinitionState,
  Version,
  VersionInFull,
} from "../lib/definitions/definition.ts";
import type { FieldProblem } from "../lib/definitions/kind.ts";
import type { NewShareLink, ShareLink } from "../lib/export/share-link.ts";
import type { FileInfo } from "../lib/files/file-info.ts";
import type { CodeError } from "../lib/functions/code-error.ts";
import type { FunctionExecution, FunctionRun, FunctionUsage } from "../lib/functions/execution.ts";
import type { StoredFunction } from "../lib/functions/function.ts";
import type { SandboxCall, SandboxOutcome, SandboxStats } from "../lib/functions/sandbox-call.ts";
import type { Found } from "../lib/search/found.ts";
import type { SecretInfo } from "../lib/secrets/secret-info.ts";

/** A model streams chunks; failure is the last chunk. It must not throw once it has begun, and stops within a second of `signal`. */
export interface Model {
  /** `provider/model`, or for a chain the names joined by " → ". */
  readonly name: string;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
}

export interface ModelInfo {
  name: string;
  provider: string;
  /** Why it cannot be used now ("OPENAI_API_KEY is not set"), or null when it can. */
  unavailable: string | null;
  contextTokens: number;
  isDefault: boolean;
  /** It looks at images. */
  images: boolean;
  /** US dollars per million tokens, where known. */
  price: { input: number; cached: number; output: number } | null;
}

export interface ProviderHealth {
  provider: string;
  circuit: "closed" | "open" | "half-open";
  failures: number;
  lastError: ModelError | null;
  lastMs: number | null;
}

/** Every model that this process knows, by name. */
export interface Models {
  /** The models in order, wrapped: retry in place, breaker, failover. No names means the default provider's model as of now. */
  chain(names: readonly string[]): Model;
  list(): ModelInfo[];
  info(name: string): ModelInfo | null;
  /** What every model of such a chain can read. Asked for every step of every run, so it costs next to nothing. */
  contextTokens(names: readonly string[]): number;
  /** One short real request: does it answer? */
  test(
    name: string,
    signal: AbortSignal,
  ): Promise<{ ok: true; ms: number; text: string } | { ok: false; ms: number; error: ModelError }>;
  health(): ProviderHealth[];
}

/* ── The log ─────────────────────────────────────────────────────────────────────────────────────────────── */

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
  status?: string;
  open?: boolean;
  limit: number;
  cursor?: string;
}

/** Newest first. The cursor is opaque; an unreadable one is refused as `invalid`. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Totals {
  sessions: { total: number; byStatus: Record<string, number> };
  runs: { total: number; byStatus: Record<string, number> };
  messages: number;
  tokens: Usage;
  cost: number;
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
  leave(worker: string): Promise<void>;
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

/* ── Bus, queue, cache ───────────────────────────────────────────────────────────────────────────────────── */

/** Delivers facts and glimpses to subscribers of a session. It may lose; the log does not. */
export interface Bus {
  publishEvents(sessionId: string, events: readonly Recorded[]): void;
  publishLive(sessionId: string, live: readonly Live[]): void;
  /** A listener must not throw and must not wait. */
  subscribe(sessionId: string, listener: BusListener): () => void;
  /** Sessions that somebody listens to. */
  watched(): string[];
}

export interface BusListener {
  events(events: readonly Recorded[]): void;
  live(live: readonly Live[]): void;
}

export interface RunJob {
  runId: string;
  sessionId: string;
  ownerId: string;
  agent: string;
  priority: Priority;
}

/** Priority, bounded at the door, fair between sessions, one job per run. */
export interface RunQueue {
  /** Throws `AppError("busy")` when new work is not taken in; work that was accepted before is always put. */
  admit(ownerId: string): void;
  /** A run that is queued already stays where it is; one that is being worked on is looked at once more afterwards. */
  put(job: RunJob): void;
  /** Removes a job that nobody has begun. */
  drop(runId: string): void;
  start(work: (job: RunJob) => Promise<void>): void;
  /** Takes nothing new; resolves when what runs is over. */
  stop(): Promise<void>;
  /** Resolves when nothing is queued and nothing runs. */
  drain(): Promise<void>;
  stats(): { queued: number; running: number; oldestWaitMs: number };
}

export interface Cache {
  get(key: string): Promise<unknown>;
  /** Values are JSON. */
  set(key: string, value: unknown, options?: { ttlMs?: number; tags?: readonly string[] }): Promise<void>;
  delete(key: string): Promise<void>;
  increment(key: string, by: number, ttlMs?: number): Promise<number>;
  clear(tag?: string): Promise<number>;
  stats(): Promise<CacheStats>;
}

export interface CacheStats {
  kind: string;
  entries: number;
  bytes: number;
  hits: number;
  misses: number;
  evictions: number;
}

/** Per person: what `save_data` keeps. */
export interface UserData {
  get(ownerId: string, name: string): Promise<unknown>;
  set(ownerId: string, name: string, value: unknown): Promise<void>;
  list(ownerId: string): Promise<{ name: string; bytes: number; changedAt: string }[]>;
  delete(ownerId: string, name: string): Promise<boolean>;
}

/** What people sent, to be attached to messages. Everything is asked for one owner. */
export interface Files {
  /** In bytes, of one file. */
  readonly mostBytes: number;
  /** Keeps the bytes, then reads what they say in the background. Throws `too_large`. */
  add(ownerId: string, name: string, body: AsyncIterable<Uint8Array>): Promise<FileInfo>;
  info(ownerId: string, id: string): Promise<FileInfo | null>;
  bytes(ownerId: string, id: string): Promise<Buffer | null>;
  /** What a document says; null where it says nothing in words, or is not there. */
  text(ownerId: string, id: string): Promise<string | null>;
  /** False if there is no such file. */
  remove(ownerId: string, id: string): Promise<boolean>;
  /** Resolves when everything that was added has been read. */
  drain(): Promise<void>;
}

/** Read-only addresses of sessions, for whoever has the token. Only a token's hash is kept. */
export interface ShareLinks {
  /** The only time that the token is told. */
  add(link: NewShareLink): Promise<{ link: ShareLink; token: string }>;
  /** The ones that are open now, newest first. */
  list(ownerId: string, sessionId: string): Promise<ShareLink[]>;
  /** False if there is no such link. */
  revoke(ownerId: string, sessionId: string, id: string): Promise<boolean>;
  /** Null for a token that never was, was revoked or has expired: nobody can tell which. */
  find(token: string): Promise<(ShareLink & { ownerId: string }) | null>;
}

/** What programs elsewhere ask for: keys and tokens. Given once, used by name, told to nobody. */
export interface Secrets {
  list(ownerId: string): Promise<SecretInfo[]>;
  /** Creates, or rotates: then the hosts stay as they were where none are given. */
  put(
    ownerId: string,
    name: string,
    value: string,
    hosts?: readonly string[],
  ): Promise<{ secret: SecretInfo; created: boolean }>;
  /** False if there is no such secret. */
  delete(ownerId: string, name: string): Promise<boolean>;
  /**
   * The value, to be sent to this address and nowhere else: `forbidden` for an address that it was not given for.
   * Whoever asks keeps it out of everything that is recorded.
   */
  reveal(ownerId: string, name: string, forUrl: string): Promise<string>;
  /** What else belongs to this person's secrets, such as a token within one: `redact` takes it out too. */
  know(ownerId: string, values: readonly string[]): void;
  /** The text without the values of this person's secrets. */
  redact: Redact;
}

export type Redact = (ownerId: string, text: string) => string;

/** Answers kept under an `Idempotency-Key`, per owner, for a day. */
export interface IdempotencyKeys {
  /** `fresh`: go ahead and `finish` or `abandon`. `running`: somebody else is at it, also in another process; ask again soon. */
  begin(
    ownerId: string,
    key: string,
    bodyHash: string,
  ): Promise<{ is: "fresh" } | { is: "running" } | { is: "mismatch" } | { is: "done"; status: number; body: unknown }>;
  finish(ownerId: string, key: string, status: number, body: unknown): Promise<void>;
  abandon(ownerId: string, key: string): Promise<void>;
}

/** What people define as data. Every change is a command, decided in one place (`lib/definitions/change-definition.ts`). */
export interface Definitions {
  /** Everything that is in use: published and not archived. */
  published(kind: DefinitionKind): Promise<Definition[]>;
  /** By name. The cursor is opaque. */
  list(kind: DefinitionKind, query: DefinitionQuery): Promise<Page<Definition>>;
  /** Archived ones too. */
  get(kind: DefinitionKind, name: string): Promise<Definition | null>;
  /** Every tag that is used by what is not archived. */
  tags(kind: DefinitionKind): Promise<string[]>;
  /** The newest first. */
  versions(kind: DefinitionKind, name: string, query: { limit: number; cursor?: string }): Promise<Page<Version>>;
  version(kind: DefinitionKind, name: string, version: number): Promise<VersionInFull | null>;
  /** One indivisible change, between any number of processes. Throws what `changeDefinition` refuses. */
  change(kind: DefinitionKind, name: string, command: DefinitionCommand, by: string): Promise<DefinitionChange>;
  /** Keeps a body that is not published, so that runs can name it: a number below zero, the same for the same body. */
  snapshot(kind: DefinitionKind, name: string, body: Body, by: string): Promise<{ version: number; hash: string }>;
  /** Hears of what this process changes. The change is answered when every listener is through. */
  onChange(listener: DefinitionListener): () => void;
}

export type DefinitionListener = (kind: DefinitionKind, name: string) => void | Promise<void>;

export interface DefinitionQuery {
  /** In the name, the description and the tags; case does not matter. */
  search?: string;
  tag?: string;
  state?: DefinitionState;
  /** Only archived ones; else none of them. */
  archived?: boolean;
  limit: number;
  cursor?: string;
}

/** Stored examples with what is expected of them. */
export interface DefinitionCases {
  list(kind: DefinitionKind, name: string): Promise<DefinitionCase[]>;
  add(kind: DefinitionKind, name: string, made: Omit<DefinitionCase, "id">): Promise<DefinitionCase>;
  /** False if there is no such case. */
  replace(kind: DefinitionKind, name: string, changed: DefinitionCase): Promise<boolean>;
  remove(kind: DefinitionKind, name: string, id: string): Promise<boolean>;
}

/** How the cases came out, by the hash of the body that they were run against. */
export interface CaseResults {
  keep(kind: DefinitionKind, name: string, hash: string, result: CaseResult): Promise<void>;
  list(kind: DefinitionKind, name: string, hash: string): Promise<CaseResult[]>;
}

/** Runs one case against a body that need not be published. Throws only where nothing can be said about the case. */
export type CaseTester = (
  by: { userId: string; role: "admin" | "member" },
  name: string,
  body: Body,
  each: DefinitionCase,
) => Promise<Omit<CaseResult, "at">>;

export type CaseTesters = Readonly<Partial<Record<DefinitionKind, CaseTester>>>;

/** What hinders publishing although the body has the right form, for each kind that can be published here. */
export type DefinitionChecks = Readonly<Partial<Record<DefinitionKind, DefinitionCheck>>>;
export type DefinitionCheck = (name: string, body: Body) => FieldProblem[] | Promise<FieldProblem[]>;

/** What was done by tools, inside runs and on a person's own authority. */
export interface ToolRecords {
  add(record: ToolRecord): Promise<void>;
  list(query: ToolRecordQuery): Promise<Page<ToolRecord>>;
}

export interface ToolRecordQuery {
  ownerId: string;
  tool?: string;
  outcome?: ToolRecord["outcome"];
  /** Called in a run of this agent. */
  agent?: string;
  /** From then on, and before then: ISO 8601. */
  since?: string;
  until?: string;
  limit: number;
  cursor?: string;
}

export interface ToolRecord {
  id: string;
  ownerId: string;
  tool: string;
  /** None where a person called the tool directly. */
  sessionId: string | null;
  runId: string | null;
  callId: string | null;
  arguments: unknown;
  outcome: "finished" | "failed";
  content: string;
  error: string | null;
  ms: number;
  at: string;
}

/* ── Tools ───────────────────────────────────────────────────────────────────────────────────────────────── */

/** Anything a model may call: a name, a sentence, a schema, rules and a function. */
export interface Tool {
  name: string;
  /** What it does, where its name and schema do not say it: an approval holds for one version. */
  version?: string;
  /** Whatever an agent's definition says, a person is asked. */
  alwaysAsks?: true;
  /** Where it comes from; none: it is built in. */
  source?: { kind: "mcp" | "openapi" | "function"; name: string; tool: string };
  /** One sentence for the model: what it does and when to use it. */
  description: string;
  /** JSON Schema of the arguments: an object. */
  parameters: Record<string, unknown>;
  /** What it touches, for people to read: "session", "user-data", "network", "clock". */
  permissions: readonly string[];
  /** Unless the agent's definition says otherwise. */
  approval: ApprovalPolicy;
  /** `safe`: may run again with the same effect id when a crash left the outcome unknown. */
  retry: "safe" | "never";
  timeoutMs: number;
  /** Why it cannot be used now, or null. */
  unavailable(): string | null;
  /** The arguments as the function wants them, or a sentence that says what is wrong with them. */
  check(args: unknown): { ok: true; value: unknown } | { ok: false; message: string };
  /** Where the call is a question to a person: it is asked, not run. Null where these arguments are none. */
  question?(args: unknown): ToolQuestion | null;
  /** Where the call is decided where the log is written, and no worker runs it: what becomes of it. */
  becomes?(args: unknown): Exclude<Judgement, { verdict: "approve" | "ask" }>;
  /** `args` has passed `check`. A thrown `AppError` or error is a failure that the model reads. Stops within a second of `signal`. */
  run(args: unknown, context: ToolContext): Promise<ToolResult>;
}

export interface ToolQuestion {
  question: string;
  choices?: string[];
  schema?: Record<string, unknown>;
  /** What the person answers with, where it is more than a line. */
  surface?: Surface;
}

export interface ToolContext {
  ownerId: string;
  /** None of these where a person calls the tool directly, without a session. */
  sessionId: string | null;
  runId: string | null;
  agent: string | null;
  callId: string;
  /** The same for every attempt of this call: an idempotency key for what the tool does outside. */
  effectId: string;
  signal: AbortSignal;
  /** The session as it stands now; null without one. */
  state(): SessionState | null;
  progress(value: unknown): void;
}

export interface ToolResult {
  /** What the model reads. */
  content: string;
  /** JSON for people and programs, beside it. */
  details?: unknown;
  /** Facts that become true with the result, in the same write. */
  events?: SessionEvent[];
}

export type ToolOutcome =
  | { ok: true; result: ToolResult; ms: number }
  /** `cause`: what was thrown and nobody expected; for the log alone. */
  | { ok: false; error: Failure; ms: number; cause?: unknown };

/**
 * Runs a tool with checked arguments and within its time, and caps what comes back. Never throws, and answers as soon as
 * the time is up or the signal is aborted, even if the tool does not listen. `clock` gives milliseconds and never jumps.
 */
export type UseTool = (tool: Tool, args: unknown, context: ToolContext, clock: () => number) => Promise<ToolOutcome>;

export interface Tools {
  list(): Tool[];
  get(name: string): Tool | undefined;
}

/** Where tools come from: the built-in ones, and later stored functions and other servers. */
export interface ToolSource {
  tools(): readonly Tool[];
}

/* ── Stored functions ────────────────────────────────────────────────────────────────────────────────────── */

/** Functions that people wrote: they are checked, run and remembered here. Everything is done on the caller's own authority. */
export interface Functions {
  /** What is wrong with it, without running any of it. */
  check(source: FunctionSource): Promise<{ errors: CodeError[]; warnings: CodeError[]; imports: string[] }>;
  /** What goes wrong in the function is told, not thrown. Throws `not_found` where there is no such version. */
  run(name: string, version: number | "draft" | null, input: unknown, caller: FunctionCaller): Promise<FunctionRun>;
  executions(query: ExecutionQuery): Promise<Page<FunctionExecution>>;
  /** Runs the function that undoes an execution, once. */
  compensate(executionId: string, caller: FunctionCaller): Promise<FunctionRun>;
  /** How it went lately for this person. */
  usage(name: string, ownerId: string): Promise<FunctionUsage>;
  stats(): SandboxStats;
}

export type FunctionSource = Pick<StoredFunction, "name" | "language" | "source" | "imports">;

export interface FunctionCaller {
  ownerId: string;
  signal: AbortSignal;
  sessionId?: string | null;
  runId?: string | null;
  callId?: string | null;
}

export interface ExecutionQuery {
  ownerId: string;
  function?: string;
  runId?: string;
  outcome?: FunctionExecution["outcome"];
  limit: number;
  cursor?: string;
}

/** Runs somebody's code with limits and without any authority of its own. Never rejects: what goes wrong is the outcome. */
export interface Sandbox {
  run(call: SandboxCall, signal: AbortSignal): Promise<SandboxOutcome>;
  stats(): SandboxStats;
  close(): Promise<void>;
}
