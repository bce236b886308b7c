import { pageOf, readCursor } from "../db/cursor.ts";
import type { Database } from "../db/open-database.ts";
import type { Row, Sql, Value } from "../db/sql.ts";
import type { Page } from "../ports/page.ts";
import type { ToolRecord, ToolRecordQuery, ToolRecords } from "../ports/tools.ts";

export class DatabaseToolRecords implements ToolRecords {
  private readonly rows: Database["prisma"]["toolRecord"];
  private readonly sql: Sql;

  constructor({ prisma, sql }: Database) {
    this.rows = prisma.toolRecord;
    this.sql = sql;
  }

  async add(record: ToolRecord): Promise<void> {
    await this.rows.create({ data: { ...record, arguments: JSON.stringify(record.arguments ?? null) } });
  }

  async list(query: ToolRecordQuery): Promise<Page<ToolRecord>> {
    const conditions = [`"ownerId" = ?`];
    const values: Value[] = [query.ownerId];
    const where = (condition: string, ...more: (string | undefined)[]) => {
      if (more.includes(undefined)) return;
      conditions.push(condition);
      values.push(...(more as string[]));
    };
    where(`"tool" = ?`, query.tool);
    where(`"outcome" = ?`, query.outcome);
    where(`"runId" IN (SELECT "id" FROM "Run" WHERE "agent" = ?)`, query.agent);
    where(`"at" >= ?`, query.since);
    where(`"at" < ?`, query.until);
    if (query.cursor !== undefined) where(`("at", "id") < (?, ?)`, ...readCursor(query.cursor));
    const rows = await this.sql.rows(
      `SELECT ${columns.map((column) => `"${column}"`).join(", ")} FROM "ToolRecord"
       WHERE ${conditions.join(" AND ")} ORDER BY "at" DESC, "id" DESC LIMIT ?`,
      [...values, query.limit + 1],
    );
    return pageOf(rows.map(recordFrom), query.limit, (record) => [record.at, record.id]);
  }
}

const columns = [
  "id",
  "ownerId",
  "tool",
  "sessionId",
  "runId",
  "callId",
  "arguments",
  "outcome",
  "content",
  "error",
  "ms",
  "at",
] as const;

function recordFrom(row: Row): ToolRecord {
  const record = Object.fromEntries(columns.map((column, index) => [column, row[index]]));
  return { ...record, arguments: JSON.parse(String(record.arguments)) } as unknown as ToolRecord;
}
