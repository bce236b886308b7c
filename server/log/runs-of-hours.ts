import type { Measure, SubjectKind } from "../../lib/operations/anomalies.ts";
import type { Deviation } from "../../lib/operations/deviation.ts";
import type { FigureRow } from "../../lib/operations/figures.ts";
import { bucketOf } from "../../lib/operations/latency.ts";
import type { Queries, Row, Value } from "../db/sql.ts";
import { insertRows, runRows } from "./rows-statement.ts";

const keys = ["hour", "runId", "model", "tool"] as const;
const sums = ["ended", "errors", "tokens", "cost"] as const;

const table = `"RunOfHour"`;
const added = sums.map((column) => `"${column}" = ${table}."${column}" + excluded."${column}"`).join(", ");
const slowest = `"slowest" = CASE WHEN excluded."slowest" > ${table}."slowest" THEN excluded."slowest" ELSE ${table}."slowest" END`;

const addRuns = insertRows(
  "RunOfHour",
  [...keys, "ownerId", "agent", ...sums, "slowest"],
  `ON CONFLICT (${keys.map((column) => `"${column}"`).join(", ")}) DO UPDATE SET ${added}, ${slowest}`,
);

/** Remembers of each run what it did to the hour. A run's rows come from one session, so each key comes once. */
export async function addRunsOfHours(queries: Queries, rows: readonly FigureRow[]): Promise<void> {
  await runRows(queries, addRuns, rows.flatMap(rowOf));
}

function rowOf({ key, runId, figures, latencies }: FigureRow): Row[] {
  const { hour, ownerId, agent, model, tool } = key;
  const ended = figures.turns + figures.calls;
  const errors = figures.turnErrors + figures.callErrors;
  const tokens = figures.inputTokens + figures.outputTokens;
  if (runId === null || (ended === 0 && errors === 0 && tokens === 0)) return [];
  return [
    [hour, runId, model, tool, ownerId, agent, ended, errors, tokens, figures.cost, Math.max(0, ...latencies.keys())],
  ];
}

const subject: Record<SubjectKind, string> = {
  agent: `"agent" = ? AND "tool" = ''`,
  model: `"model" = ?`,
  tool: `"tool" = ?`,
};

const beyond: Record<Measure, string> = {
  latency: `MAX("slowest") >= ?`,
  errors: `SUM("errors") > ?`,
  tokens: `SUM("tokens") > ? * (1.0 * SUM("ended"))`,
  cost: `SUM("cost") > ? * (1.0 * SUM("ended"))`,
};

/** The condition that a run is one of those that made the deviation, and its values. */
export function madeDeviation(ownerId: string, deviation: Deviation | undefined): [string, (Value | undefined)[]] {
  if (!deviation) return ["", [undefined]];
  const { kind, name, measure, hour, over } = deviation;
  const condition = `"id" IN (SELECT "runId" FROM ${table} WHERE "hour" = ? AND "ownerId" = ? AND ${subject[kind]}
    GROUP BY "runId" HAVING ${beyond[measure]})`;
  return [condition, [hour, ownerId, name, measure === "latency" ? bucketOf(over) : over]];
}
