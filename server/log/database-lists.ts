import type { RunSummary, SessionSummary } from "../../lib/core/summary.ts";
import { trialTag } from "../../lib/core/trial.ts";
import { pageOf } from "../db/cursor.ts";
import type { Sql } from "../db/sql.ts";
import type { Lists, RunQuery, SessionQuery, Totals } from "../ports/lists.ts";
import type { Page } from "../ports/page.ts";
import { runColumns, runFromRow } from "./run-row.ts";
import { madeDeviation } from "./runs-of-hours.ts";
import { sessionColumns, sessionFromRow } from "./session-row.ts";
import { readTotals } from "./totals.ts";
import { Where } from "./where.ts";

const selectSessions = `SELECT ${quoted(sessionColumns)} FROM "Session"`;
const selectRuns = `SELECT ${quoted(runColumns)} FROM "Run"`;

// Each is asked of one row at a time, by a key: the list stays in the order of its index, and ends when the page is full.
const inWorkflow = `EXISTS (SELECT 1 FROM "Session" s WHERE s."id" = "Run"."sessionId" AND s."workflow" = ?)`;
const usedTool = `"id" IN (SELECT "runId" FROM "ToolRecord" WHERE "ownerId" = ? AND "tool" = ?)`;
const notRetried = `NOT EXISTS (SELECT 1 FROM "Run" again WHERE again."retryOf" = "Run"."id")`;

/** Reads the summaries that the log writes with its events. */
export class DatabaseLists implements Lists {
  private readonly sql: Sql;

  constructor(sql: Sql) {
    this.sql = sql;
  }

  async sessions(query: SessionQuery): Promise<Page<SessionSummary>> {
    const where = new Where(this.sql)
      .equal("ownerId", query.ownerId)
      .equal("status", query.status)
      .equal("agent", query.agent)
      .contains("tags", query.tag === undefined ? undefined : JSON.stringify(query.tag))
      .lacks("tags", query.tag === undefined ? JSON.stringify(trialTag) : undefined)
      .contains("searchText", query.search?.toLowerCase())
      .above("waitingForPerson", query.waiting ? 0 : undefined)
      .after("changedAt", query.cursor);
    const rows = await this.sql.rows(`${selectSessions} WHERE ${where} ORDER BY "changedAt" DESC, "id" DESC LIMIT ?`, [
      ...where.values,
      query.limit + 1,
    ]);
    return pageOf(rows.map(sessionFromRow), query.limit, (session) => [session.changedAt, session.id]);
  }

  async session(ownerId: string, id: string): Promise<SessionSummary | null> {
    const [row] = await this.sql.rows(`${selectSessions} WHERE "id" = ? AND "ownerId" = ?`, [id, ownerId]);
    return row ? sessionFromRow(row) : null;
  }

  async runs(query: RunQuery): Promise<Page<RunSummary>> {
    const where = new Where(this.sql)
      .equal("ownerId", query.ownerId)
      .equal("sessionId", query.sessionId)
      .equal("agent", query.agent)
      .equal("status", query.status)
      .equal("open", query.open)
      .equal("model", query.model)
      .equal("errorCode", query.errorCode)
      .since("queuedAt", query.since)
      .until("queuedAt", query.until)
      .between("cost", query.minCost, query.maxCost)
      .says(["error", "errorCode"], query.error)
      .says(["task"], query.text)
      .when(inWorkflow, [query.workflow])
      .when(usedTool, [query.ownerId, query.tool])
      .when(...madeDeviation(query.ownerId, query.deviation))
      .when(notRetried, query.notRetried ? [] : [undefined])
      .after("queuedAt", query.cursor);
    const rows = await this.sql.rows(`${selectRuns} WHERE ${where} ORDER BY "queuedAt" DESC, "id" DESC LIMIT ?`, [
      ...where.values,
      query.limit + 1,
    ]);
    return pageOf(rows.map(runFromRow), query.limit, (run) => [run.queuedAt, run.id]);
  }

  async run(ownerId: string, id: string): Promise<RunSummary | null> {
    const [row] = await this.sql.rows(`${selectRuns} WHERE "id" = ? AND "ownerId" = ?`, [id, ownerId]);
    return row ? runFromRow(row) : null;
  }

  async openRuns(): Promise<RunSummary[]> {
    const rows = await this.sql.rows(`${selectRuns} WHERE "open" = ? ORDER BY "queuedAt", "id"`, [true]);
    return rows.map(runFromRow);
  }

  async expired(now: string, limit: number): Promise<SessionSummary[]> {
    const rows = await this.sql.rows(
      `${selectSessions} WHERE "status" IN ('active', 'paused') AND "expiresAt" <= ? ORDER BY "expiresAt" LIMIT ?`,
      [now, limit],
    );
    return rows.map(sessionFromRow);
  }

  totals(ownerId: string): Promise<Totals> {
    return readTotals(this.sql, ownerId);
  }
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}
