import type { Queries, Row, Sql } from "../db/sql.ts";
import type { Spool, SpoolPiece } from "../ports/log.ts";

/** So many rows, then one with everything takes their place: the table stays small however long turns overlap. */
const rowsKept = 200;
const otherWorkersKeptMs = 24 * 60 * 60 * 1_000;

type Texts = Record<SpoolPiece["kind"], string>;

interface Written {
  rows: number;
  /** Number of the last row. */
  last: number;
  /** The turns that are not known to be over, with all of their text. */
  turns: Map<string, Texts>;
  /** A row could not be written: the next one has everything. */
  torn: boolean;
}

/** One row for what all turns grew by; what was written is known, so that nothing is read but after a crash. */
export class DatabaseSpool implements Spool {
  private readonly sql: Sql;
  private readonly written = new Map<string, Written>();

  constructor(sql: Sql) {
    this.sql = sql;
  }

  async write(worker: string, pieces: readonly SpoolPiece[]): Promise<void> {
    const own = this.written.get(worker) ?? { rows: 0, last: 0, turns: new Map(), torn: false };
    this.written.set(worker, own);
    for (const piece of pieces) add(own.turns, piece);
    own.last++;
    try {
      if (own.torn || own.rows >= rowsKept) await this.rewrite(worker, own);
      else await this.insert(this.sql, worker, own.last, pieces);
      own.rows++;
    } catch (error) {
      own.torn = true;
      throw error;
    }
  }

  async read(turnId: string): Promise<Texts> {
    const turns = new Map<string, Texts>();
    for (const [, , data] of await this.rowsWith(turnId)) {
      for (const piece of JSON.parse(String(data)) as SpoolPiece[]) if (piece.turnId === turnId) add(turns, piece);
    }
    return turns.get(turnId) ?? { text: "", reasoning: "" };
  }

  async trim(worker: string, openTurnIds: readonly string[]): Promise<void> {
    const own = this.written.get(worker);
    if (!own) return;
    const open = new Set(openTurnIds);
    for (const turnId of own.turns.keys()) if (!open.has(turnId)) own.turns.delete(turnId);
    if (own.turns.size > 0) return;
    await this.sql.run(`DELETE FROM "Spool" WHERE "worker" = ? OR "writtenAt" < ${this.sql.clock} - ?`, [
      worker,
      otherWorkersKeptMs,
    ]);
    this.written.delete(worker);
  }

  async forget(turnId: string): Promise<void> {
    for (const [worker, number, data] of await this.rowsWith(turnId)) {
      const left = (JSON.parse(String(data)) as SpoolPiece[]).filter((piece) => piece.turnId !== turnId);
      const row = [String(worker), Number(number)];
      if (left.length === 0) await this.sql.run(`DELETE FROM "Spool" WHERE "worker" = ? AND "number" = ?`, row);
      else
        await this.sql.run(`UPDATE "Spool" SET "data" = ? WHERE "worker" = ? AND "number" = ?`, [
          JSON.stringify(left),
          ...row,
        ]);
    }
  }

  private rowsWith(turnId: string): Promise<Row[]> {
    return this.sql.rows(
      `SELECT "worker", "number", "data" FROM "Spool" WHERE ${this.sql.position}("data", ?) > 0 ORDER BY "worker", "number"`,
      [turnId],
    );
  }

  private async rewrite(worker: string, own: Written): Promise<void> {
    await this.sql.transaction(async (queries) => {
      await this.insert(queries, worker, own.last, everything(own.turns));
      await queries.run(`DELETE FROM "Spool" WHERE "worker" = ? AND "number" < ?`, [worker, own.last]);
    });
    own.torn = false;
    own.rows = 0;
  }

  private async insert(queries: Queries, worker: string, number: number, pieces: readonly SpoolPiece[]): Promise<void> {
    await queries.run(
      `INSERT INTO "Spool" ("worker", "number", "data", "writtenAt") VALUES (?, ?, ?, ${this.sql.clock})`,
      [worker, number, JSON.stringify(pieces)],
    );
  }
}

/** A piece that came twice changes nothing; one behind a hole has no place. */
function add(turns: Map<string, Texts>, { turnId, kind, offset, text }: SpoolPiece): void {
  const texts = turns.get(turnId) ?? { text: "", reasoning: "" };
  turns.set(turnId, texts);
  const known = texts[kind];
  if (offset === known.length) texts[kind] = known + text;
  else if (offset < known.length) texts[kind] = known.slice(0, offset) + text + known.slice(offset + text.length);
}

function everything(turns: Map<string, Texts>): SpoolPiece[] {
  return [...turns].flatMap(([turnId, texts]) =>
    (["text", "reasoning"] as const)
      .filter((kind) => texts[kind] !== "")
      .map((kind) => ({ turnId, kind, offset: 0, text: texts[kind] })),
  );
}
