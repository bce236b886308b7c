import { type FigureRow, figureNames } from "../../lib/operations/figures.ts";
import type { Queries, Row } from "../db/sql.ts";
import { insertRows, runRows } from "./rows-statement.ts";
import { addRunsOfHours } from "./runs-of-hours.ts";

const keyColumns = ["hour", "ownerId", "agent", "model", "tool"] as const;
const keys = keyColumns.map((column) => `"${column}"`).join(", ");

const adding = (table: string, columns: readonly string[]) =>
  columns.map((column) => `"${column}" = "${table}"."${column}" + excluded."${column}"`).join(", ");

const addFigures = insertRows(
  "HourlyFigure",
  [...keyColumns, ...figureNames],
  `ON CONFLICT (${keys}) DO UPDATE SET ${adding("HourlyFigure", figureNames)}`,
);

const addLatencies = insertRows(
  "HourlyLatency",
  [...keyColumns, "bucket", "count"],
  `ON CONFLICT (${keys}, "bucket") DO UPDATE SET ${adding("HourlyLatency", ["count"])}`,
);

/** Adds the rows to those that are there. Several of one key become one: a statement may touch a row only once. */
export async function addRows(queries: Queries, rows: readonly FigureRow[]): Promise<void> {
  const merged = mergeRows(rows);
  await runRows(queries, addFigures, merged.map(figureRow));
  await runRows(queries, addLatencies, merged.flatMap(latencyRows));
  await addRunsOfHours(queries, rows);
}

type Merged = Omit<FigureRow, "runId" | "latencies"> & { latencies: Map<number, number> };

/** In the order of their keys, so that two processes never wait for one another's rows. */
function mergeRows(rows: readonly FigureRow[]): Merged[] {
  const byKey = new Map<string, Merged>();
  for (const { key, figures, latencies } of rows) {
    const name = keyColumns.map((column) => key[column]).join("\n");
    const known = byKey.get(name);
    if (!known) {
      byKey.set(name, { key, figures: { ...figures }, latencies: new Map(latencies) });
      continue;
    }
    for (const figure of figureNames) known.figures[figure] += figures[figure];
    for (const [bucket, count] of latencies) known.latencies.set(bucket, (known.latencies.get(bucket) ?? 0) + count);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function figureRow({ key, figures }: Merged): Row {
  return [...keyColumns.map((column) => key[column]), ...figureNames.map((name) => figures[name])];
}

function latencyRows({ key, latencies }: Merged): Row[] {
  const inOrder = [...latencies].sort(([a], [b]) => a - b);
  return inOrder.map(([bucket, count]) => [...keyColumns.map((column) => key[column]), bucket, count]);
}
