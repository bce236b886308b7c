import { type FigureGroup, type Figures, figureNames } from "../../lib/operations/figures.ts";
import type { Sql } from "../db/sql.ts";
import type { FigureDimension, FigureQuery } from "../ports/figures.ts";
import { Where } from "./where.ts";

/** The expression that names a group, and the column that must not be empty for it. */
const dimensions: Record<FigureDimension, { name: string; named?: "model" | "tool" }> = {
  agent: { name: `"agent"` },
  model: { name: `"model"`, named: "model" },
  tool: { name: `"tool"`, named: "tool" },
  owner: { name: `"ownerId"` },
  hour: { name: `"hour"` },
  day: { name: `SUBSTR("hour", 1, 10)` },
};

const sums = figureNames.map((name) => `SUM("${name}")`).join(", ");

/** The figures of the hours, added up by name, in the order of the names. */
export async function readGroups(sql: Sql, query: FigureQuery): Promise<FigureGroup[]> {
  const { name, named } = dimensions[query.by];
  const groupBy = query.hourly ? `${name}, "hour"` : name;
  const hour = query.hourly ? `"hour"` : `''`;
  const where = () => {
    const conditions = new Where(sql)
      .since("hour", query.since)
      .until("hour", query.until)
      .equal("ownerId", query.ownerId)
      .equal("agent", query.agent);
    return named ? conditions.differs(named, "") : conditions;
  };
  const figuresOf = where();
  // A tool's times are those of its calls, everything else's those of the turns.
  const latenciesOf = named === "tool" ? where() : where().equal("tool", "");
  const [rows, latencies] = await Promise.all([
    sql.rows(
      `SELECT ${name}, ${hour}, ${sums} FROM "HourlyFigure" WHERE ${figuresOf} GROUP BY ${groupBy} ORDER BY ${groupBy}`,
      figuresOf.values,
    ),
    sql.rows(
      `SELECT ${name}, ${hour}, "bucket", SUM("count") FROM "HourlyLatency" WHERE ${latenciesOf} GROUP BY ${groupBy}, "bucket"`,
      latenciesOf.values,
    ),
  ]);
  const groups = new Map<string, FigureGroup & { latencies: Map<number, number> }>();
  for (const [group, of, ...values] of rows) {
    const figures = Object.fromEntries(figureNames.map((figure, index) => [figure, Number(values[index])])) as Figures;
    const key = `${group}\n${of}`;
    groups.set(key, { name: String(group), hour: query.hourly ? String(of) : null, figures, latencies: new Map() });
  }
  for (const [group, of, bucket, count] of latencies) {
    groups.get(`${group}\n${of}`)?.latencies.set(Number(bucket), Number(count));
  }
  return [...groups.values()];
}
