import type { RunSummary } from "../../lib/core/summary.ts";
import type { Row, Value } from "../db/sql.ts";

/** The columns of `Run`, in this order. */
export const runColumns = [
  "id",
  "sessionId",
  "ownerId",
  "agent",
  "agentVersion",
  "status",
  "open",
  "priority",
  "task",
  "depth",
  "parentRunId",
  "queuedAt",
  "startedAt",
  "finishedAt",
  "model",
  "turns",
  "calls",
  "inputTokens",
  "cachedTokens",
  "outputTokens",
  "reasoningTokens",
  "cost",
  "activeMs",
  "error",
  "errorCode",
  "retryOf",
] as const satisfies (keyof RunSummary)[];

export function runValues(run: RunSummary): Value[] {
  return runColumns.map((column) => run[column]);
}

export function runFromRow(row: Row): RunSummary {
  const run = Object.fromEntries(runColumns.map((column, index) => [column, row[index]]));
  // SQLite has no truth values of its own.
  return { ...run, open: Boolean(run.open) } as unknown as RunSummary;
}
