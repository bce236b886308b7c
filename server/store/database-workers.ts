import type { Sql } from "../db/sql.ts";
import type { Workers } from "../ports/log.ts";
import { isDead } from "./worker-id.ts";

const forgottenAfterMs = 24 * 60 * 60 * 1_000;

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

  async leave(worker: string): Promise<void> {
    const gone = `DELETE FROM "Worker" WHERE "id" = ? OR "until" < ${this.sql.clock} - ?`;
    await this.sql.run(gone, [worker, forgottenAfterMs]);
  }
}
