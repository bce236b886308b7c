import type { ApprovalPolicy } from "../../lib/core/agent.ts";
import type { ErrorCode } from "../../lib/core/errors.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import type { Failure } from "../../lib/core/fields.ts";
import type { Question, SessionState } from "../../lib/core/state.ts";
import type { Surface } from "../../lib/core/surface.ts";
import type { Judgement } from "../../lib/core/world.ts";
import type { Page } from "./page.ts";

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
  /** JSON Schema of what it gives, where it is known. */
  output?: Record<string, unknown>;
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
  /**
   * Asks the person while the call goes on; its time stands still meanwhile. Null where the person refuses or nobody answers.
   * Absent where there is nobody to ask.
   */
  ask?(question: Question): Promise<unknown>;
}

export interface ToolResult {
  /** What the model reads. */
  content: string;
  /** JSON for people and programs, beside it. */
  details?: unknown;
  /** It failed: this is the error's code and `content` its words. As good as a thrown error, with details beside it. */
  failed?: ErrorCode;
  /** Facts that become true with the result, in the same write. */
  events?: SessionEvent[];
}

export type ToolOutcome =
  | { ok: true; result: ToolResult; ms: number }
  /** `cause`: what was thrown and nobody expected; for the log alone. */
  | { ok: false; error: Failure; details?: unknown; ms: number; cause?: unknown };

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
