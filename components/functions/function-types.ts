import type { CodeError, LogLine } from "../../lib/functions/code-error.ts";
import type { FunctionDefinition } from "../../lib/functions/function.ts";

export type FunctionBody = Omit<FunctionDefinition, "name">;

export interface Ran {
  ok: boolean;
  result: unknown;
  error: CodeError | null;
  logs: LogLine[];
  ms: number;
  memoryBytes: number;
}

export interface CaseView {
  id: string;
  title: string;
  input?: unknown;
  expected?: unknown;
  fails?: string;
}

export interface CaseOutcome {
  caseId: string;
  passed: boolean;
  problems: string[];
}
