import type { RunFigures } from "../../lib/dashboards/live-figures.ts";
import { hourOf } from "../../lib/operations/figures.ts";
import type { Sql } from "../db/sql.ts";
import type { FigureBook } from "../ports/figures.ts";

const hourMs = 60 * 60 * 1_000;
const days = 30;

/** One person's runs: by status from what lists show, by day from what was added up as things happened. */
export async function readRunFigures(
  { sql, book }: { sql: Sql; book: Pick<FigureBook, "groups" | "keepUp"> },
  ownerId: string,
  now: Date,
): Promise<RunFigures> {
  const named = Array.from({ length: days }, (_, index) =>
    new Date(now.getTime() - (days - 1 - index) * 24 * hourMs).toISOString().slice(0, 10),
  );
  // What was done a moment ago is told too; where nothing can be written now, everything else is.
  await book.keepUp().catch(() => {});
  const [statuses, byDay] = await Promise.all([
    sql.rows(`SELECT "status", COUNT(*) FROM "Run" WHERE "ownerId" = ? GROUP BY "status" ORDER BY "status"`, [ownerId]),
    book.groups({
      by: "day",
      since: `${named[0]}T00`,
      until: hourOf(new Date(now.getTime() + hourMs).toISOString()),
      ownerId,
    }),
  ]);
  const found = new Map(byDay.map(({ name, figures }) => [name, figures]));
  return {
    byStatus: Object.fromEntries(statuses.map(([status, count]) => [String(status), Number(count)])),
    days: named.map((day) => {
      const { runsDone = 0, runsFailed = 0, inputTokens = 0, outputTokens = 0, cost = 0 } = found.get(day) ?? {};
      return { day, runs: runsDone + runsFailed, tokens: inputTokens + outputTokens, cost };
    }),
  };
}
