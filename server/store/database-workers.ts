import type { Sql } from "../db/sql.ts";
import type { Workers } from "../ports/log.ts";
import { isDead } from "./worker-id.ts";

const forgottenAfterMs = 24 * 60 * 60 * 1_000;
/** One that died is worth a look for so long. */
const shownAfterMs = 60 * 60 * 1_000;
const mostListed = 200;

export class DatabaseWorkers implements Workers {
  private readonly sql: Sql;

  constructor(sql: Sql) {
    this.sql = sql;
  }

  async beat(worker: string, ttlMs: number): Promise<void> {
    await this.sql.run(
      `INSERT INTO "Worker" ("id", "until") VALUES (?, ${this.sql.clock} + ?)
       ON CONFLICT ("id") DO UPDATE SET "until" = excluded."until"`,
      [worker, ttlMs],
    );
  }

  async isAlive(worker: string): Promise<boolean> {
    if (isDead(worker)) return false;
    const alive = `SELECT 1 FROM "Worker" WHERE "id" = ? AND "until" > ${this.sql.clock}`;
    return (await this.sql.rows(alive, [worker])).length > 0;
  }

  async list(): Promise<{ id: string; alive: boolean; untilMs: number }[]> {
    const rows = await this.sql.rows(
      `SELECT "id", "until" - ${this.sql.clock} FROM "Worker" WHERE "until" > ${this.sql.clock} - ? ORDER BY "until" DESC, "id" LIMIT ?`,
      [shownAfterMs, mostListed],
    );
    return rows.map(([id, left]) => {
      const worker = String(id);
      const untilMs = Number(left);
      return { id: worker, alive: untilMs > 0 && !isDead(worker), untilMs };
    });
  }

  async leave(worker: string): Promise<void> {
    const gone = `DELETE FROM "Worker" WHERE "id" = ? OR "until" < ${this.sql.clock} - ?`;
    await this.sql.run(gone, [worker, forgottenAfterMs]);
  }
}
