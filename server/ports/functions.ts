import type { CodeError } from "../../lib/functions/code-error.ts";
import type { FunctionExecution, FunctionRun, FunctionUsage } from "../../lib/functions/execution.ts";
import type { StoredFunction } from "../../lib/functions/function.ts";
import type { SandboxCall, SandboxOutcome, SandboxStats } from "../../lib/functions/sandbox-call.ts";
import type { Page } from "./page.ts";

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
