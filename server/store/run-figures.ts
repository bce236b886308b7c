import type { RunFigures } from "../../lib/dashboards/live-figures.ts";
import type { Sql } from "../db/sql.ts";

const dayMs = 24 * 60 * 60 * 1_000;
const days = 30;

/** One person's runs, by status and by day, from what lists show. */
export async function readRunFigures(sql: Sql, ownerId: string, now: Date): Promise<RunFigures> {
  const named = Array.from({ length: days }, (_, index) =>
    new Date(now.getTime() - (days - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
  const [statuses, byDay] = await Promise.all([
    sql.rows(`SELECT "status", COUNT(*) FROM "Run" WHERE "ownerId" = ? GROUP BY "status" ORDER BY "status"`, [ownerId]),
    sql.rows(
      `SELECT substr("queuedAt", 1, 10), COUNT(*), SUM("inputTokens" + "outputTokens"), SUM("cost") FROM "Run"
       WHERE "ownerId" = ? AND "queuedAt" >= ? GROUP BY substr("queuedAt", 1, 10)`,
      [ownerId, named[0] as string],
    ),
  ]);
  const found = new Map(byDay.map(([day, ...rest]) => [String(day), rest.map((value) => Number(value ?? 0))]));
  return {
    byStatus: Object.fromEntries(statuses.map(([status, count]) => [String(status), Number(count)])),
    days: named.map((day) => {
      const [runs = 0, tokens = 0, cost = 0] = found.get(day) ?? [];
      return { day, runs, tokens, cost };
    }),
  };
}
