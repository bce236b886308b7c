import type { CodeError, LogLine } from "./code-error.ts";

/** What is kept of one run of a stored function. What its schemas call secret is taken out. */
export interface FunctionExecution {
  id: string;
  ownerId: string;
  function: string;
  /** Null: the draft of that time. */
  version: number | null;
  /** Of the definition that ran. */
  hash: string;
  /** How many functions called each other to get here. */
  depth: number;
  sessionId: string | null;
  runId: string | null;
  callId: string | null;
  arguments: unknown;
  result: unknown;
  outcome: "done" | "failed";
  error: CodeError | null;
  logs: LogLine[];
  attempts: number;
  ms: number;
  memoryBytes: number;
  /** The function that can undo it. */
  compensate: string | null;
  /** The execution that undid it. */
  compensatedBy: string | null;
  at: string;
}

/** What somebody who ran one is told at once: in full. */
export interface FunctionRun {
  executionId: string;
  version: number | null;
  hash: string;
  ok: boolean;
  result: unknown;
  error: CodeError | null;
  logs: LogLine[];
  attempts: number;
  ms: number;
  memoryBytes: number;
}

export interface FunctionUsage {
  runs: number;
  failed: number;
  /** Of the last hundred that ended well; null where there are none. */
  medianMs: number | null;
  slowestMs: number | null;
  lastFailures: FunctionExecution[];
}
