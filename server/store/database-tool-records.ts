import { pageOf, readCursor } from "../db/cursor.ts";
import type { Database } from "../db/open-database.ts";
import type { Page, ToolRecord, ToolRecords } from "../ports.ts";

export class DatabaseToolRecords implements ToolRecords {
  private readonly rows: Database["prisma"]["toolRecord"];

  constructor({ prisma }: Database) {
    this.rows = prisma.toolRecord;
  }

  async add(record: ToolRecord): Promise<void> {
    await this.rows.create({ data: { ...record, arguments: JSON.stringify(record.arguments ?? null) } });
  }

  async list(query: { ownerId: string; tool?: string; limit: number; cursor?: string }): Promise<Page<ToolRecord>> {
    const rows = await this.rows.findMany({
      where: { ownerId: query.ownerId, tool: query.tool, ...(query.cursor !== undefined && after(query.cursor)) },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: query.limit + 1,
    });
    return pageOf(rows.map(recordFrom), query.limit, (record) => [record.at, record.id]);
  }
}

function after(cursor: string) {
  const [at, id] = readCursor(cursor);
  return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
}

function recordFrom(
  row: { arguments: string; outcome: string } & Omit<ToolRecord, "arguments" | "outcome">,
): ToolRecord {
  return { ...row, outcome: row.outcome as ToolRecord["outcome"], arguments: JSON.parse(row.arguments) };
}
