import type { Sql } from "../db/sql.ts";
import type { Totals } from "../ports/lists.ts";

export async function readTotals(sql: Sql, ownerId: string): Promise<Totals> {
  const [sessions, runs] = await Promise.all([
    sql.rows(`SELECT "status", COUNT(*), SUM("messageCount") FROM "Session" WHERE "ownerId" = ? GROUP BY "status"`, [
      ownerId,
    ]),
    sql.rows(
      `SELECT "status", COUNT(*), SUM("inputTokens"), SUM("cachedTokens"), SUM("outputTokens"), SUM("reasoningTokens"),
       SUM("cost") FROM "Run" WHERE "ownerId" = ? GROUP BY "status"`,
      [ownerId],
    ),
  ]);
  const sum = (rows: readonly (readonly unknown[])[], column: number) =>
    rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  const byStatus = (rows: readonly (readonly unknown[])[]) =>
    Object.fromEntries(rows.map(([status, count]) => [String(status), Number(count)]));
  return {
    sessions: { total: sum(sessions, 1), byStatus: byStatus(sessions) },
    runs: { total: sum(runs, 1), byStatus: byStatus(runs) },
    messages: sum(sessions, 2),
    tokens: { input: sum(runs, 2), cached: sum(runs, 3), output: sum(runs, 4), reasoning: sum(runs, 5) },
    cost: sum(runs, 6),
  };
}
