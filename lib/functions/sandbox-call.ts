import type { CodeErrorKind, LogLine } from "./code-error.ts";

export interface SandboxCall {
  /** Calls of one lane take turns with those of the others. */
  lane: string;
  /** A script without imports that leaves its module's exports in `__module`. */
  code: string;
  /** JSON. */
  input: unknown;
  limits: { timeoutMs: number; memoryMb: number; outputBytes: number; hostCalls: number };
  /** 0, or how many functions called each other to get here. */
  depth: number;
  /** Answers what the code asks its host for. `kind` and `value` are the code's own words. An `AppError` is told to the code. */
  host(kind: string, value: unknown, signal: AbortSignal): Promise<unknown>;
  /** An error of the host that nobody expected; for the log alone. */
  onTrouble?(error: unknown): void;
}

export type SandboxOutcome = { ms: number; memoryBytes: number; logs: LogLine[] } & (
  | { ok: true; result: unknown }
  /** `stack` names the lines of the script, not yet those of its source. */
  | { ok: false; error: { kind: CodeErrorKind; message: string; stack: string } }
);

export interface SandboxStats {
  processes: number;
  running: number;
  waiting: number;
  /** Processes that came to a limit, or served for long enough. */
  thrownAway: number;
  /** The processes are in namespaces of their own, without a network. */
  alone: boolean;
}
