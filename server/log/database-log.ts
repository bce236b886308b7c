import type { Recorded } from "../../lib/core/events.ts";
import type { SessionState } from "../../lib/core/state.ts";
import { upcast } from "../../lib/core/upcast.ts";
import type { Row, Sql } from "../db/sql.ts";
import type { Append, Appended, EventLog } from "../ports/log.ts";
import { commitGroup } from "./commit-group.ts";
import { GroupCommit } from "./group-commit.ts";
import { readSnapshot, writeSnapshot } from "./snapshots.ts";
import { eraseTexts } from "./text-rows.ts";

const idsPerQuery = 1_000;

/** The log in SQLite or PostgreSQL: appends in groups, reads by one statement. */
export class DatabaseLog implements EventLog {
  private readonly sql: Sql;
  private readonly group: GroupCommit;

  constructor(sql: Sql) {
    this.sql = sql;
    this.group = new GroupCommit((appends) => commitGroup(sql, appends));
  }

  async append(entry: Append): Promise<Appended> {
    mustBeDense(entry);
    return await this.group.add(entry);
  }

  async read(sessionId: string, after: number, limit?: number): Promise<Recorded[]> {
    const range = `SELECT "data" FROM "Event" WHERE "sessionId" = ? AND "seq" > ? ORDER BY "seq"`;
    const rows =
      limit === undefined
        ? await this.sql.rows(range, [sessionId, after])
        : await this.sql.rows(`${range} LIMIT ?`, [sessionId, after, limit]);
    return rows.map(eventFrom);
  }

  async head(sessionId: string): Promise<number> {
    const [row] = await this.sql.rows(`SELECT "head" FROM "Session" WHERE "id" = ?`, [sessionId]);
    return row ? Number(row[0]) : 0;
  }

  async heads(sessionIds: readonly string[]): Promise<Map<string, number>> {
    const heads = new Map<string, number>();
    for (let from = 0; from < sessionIds.length; from += idsPerQuery) {
      const ids = sessionIds.slice(from, from + idsPerQuery);
      const marks = ids.map(() => "?").join(",");
      const rows = await this.sql.rows(`SELECT "id", "head" FROM "Session" WHERE "id" IN (${marks})`, ids);
      for (const [id, head] of rows) heads.set(String(id), Number(head));
    }
    return heads;
  }

  async receipt(sessionId: string, commandId: string): Promise<number | null> {
    const receipt = `SELECT "seq" FROM "Event" WHERE "sessionId" = ? AND "commandId" = ?`;
    const [row] = await this.sql.rows(receipt, [sessionId, commandId]);
    return row ? Number(row[0]) : null;
  }

  saveSnapshot(sessionId: string, state: SessionState): Promise<void> {
    return writeSnapshot(this.sql, sessionId, state);
  }

  snapshot(sessionId: string): Promise<SessionState | null> {
    return readSnapshot(this.sql, sessionId);
  }

  async erase(sessionId: string): Promise<void> {
    await this.sql.transaction(async (queries) => {
      // The session first: whoever appends to it meanwhile waits for this row, and finds it gone.
      await queries.run(`DELETE FROM "Session" WHERE "id" = ?`, [sessionId]);
      await eraseTexts(queries, this.sql.provider, sessionId);
      await queries.run(`DELETE FROM "Event" WHERE "sessionId" = ?`, [sessionId]);
      await queries.run(`DELETE FROM "Run" WHERE "sessionId" = ?`, [sessionId]);
      await queries.run(`DELETE FROM "CountedSession" WHERE "sessionId" = ?`, [sessionId]);
      await queries.run(`DELETE FROM "Snapshot" WHERE "sessionId" = ?`, [sessionId]);
      await queries.run(`DELETE FROM "ShareLink" WHERE "sessionId" = ?`, [sessionId]);
    });
  }
}

function eventFrom([data]: Row): Recorded {
  return upcast(JSON.parse(String(data)) as Recorded);
}

/** The database compares `expected` with its head; that the numbers go on from there is the writer's business. */
function mustBeDense({ expected, events, session }: Append): void {
  const dense = events.length > 0 && events.every((event, index) => event.seq === expected + index + 1);
  if (!dense || session.head !== expected + events.length) {
    throw new Error(
      `Events of ${session.id} must be numbered from ${expected + 1} without gaps, up to the summary's head.`,
    );
  }
}
