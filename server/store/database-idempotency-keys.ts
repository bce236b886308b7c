import type { Sql } from "../db/sql.ts";
import type { IdempotencyKeys } from "../ports/people.ts";
import { isDead } from "./worker-id.ts";

const keptMs = 24 * 60 * 60 * 1_000;
/** For a worker of which nothing is heard. */
const abandonedAfterMs = 60_000;
const sweepMs = 60 * 60 * 1_000;

type Begun = Awaited<ReturnType<IdempotencyKeys["begin"]>>;

/** A row is taken by whoever inserts it, or takes over exactly the row that was seen: of two at once one goes ahead. */
export class DatabaseIdempotencyKeys implements IdempotencyKeys {
  private readonly sql: Sql;
  private readonly worker: string;
  private sweptAt = Number.NEGATIVE_INFINITY;

  constructor(sql: Sql, worker: string) {
    this.sql = sql;
    this.worker = worker;
  }

  async begin(ownerId: string, key: string, bodyHash: string): Promise<Begun> {
    await this.sweep();
    const { clock } = this.sql;
    const inserted = await this.sql.run(
      `INSERT INTO "IdempotencyKey" ("ownerId", "key", "bodyHash", "worker", "begunAt") VALUES (?, ?, ?, ?, ${clock})
       ON CONFLICT ("ownerId", "key") DO NOTHING`,
      [ownerId, key, bodyHash, this.worker],
    );
    if (inserted > 0) return { is: "fresh" };

    const [row] = await this.sql.rows(
      `SELECT "bodyHash", "worker", "begunAt", ${clock} - "begunAt", "status", "body",
       EXISTS (SELECT 1 FROM "Worker" WHERE "id" = "worker" AND "until" > ${clock})
       FROM "IdempotencyKey" WHERE "ownerId" = ? AND "key" = ?`,
      [ownerId, key],
    );
    // Abandoned in this very moment.
    if (!row) return { is: "running" };
    const [hash, worker, begunAt, age, status, body, isAlive] = row;
    if (Number(age) <= keptMs) {
      if (hash !== bodyHash) return { is: "mismatch" };
      if (status !== null) return { is: "done", status: Number(status), body: JSON.parse(String(body)) };
      const mayBeAtIt = Boolean(isAlive) || Number(age) <= abandonedAfterMs;
      if (mayBeAtIt && !isDead(String(worker))) return { is: "running" };
    }
    const taken = await this.sql.run(
      `UPDATE "IdempotencyKey" SET "bodyHash" = ?, "worker" = ?, "begunAt" = ${clock}, "status" = NULL, "body" = NULL
       WHERE "ownerId" = ? AND "key" = ? AND "worker" = ? AND "begunAt" = ?`,
      [bodyHash, this.worker, ownerId, key, String(worker), Number(begunAt)],
    );
    return { is: taken > 0 ? "fresh" : "running" };
  }

  async finish(ownerId: string, key: string, status: number, body: unknown): Promise<void> {
    await this.sql.run(
      `UPDATE "IdempotencyKey" SET "status" = ?, "body" = ?
       WHERE "ownerId" = ? AND "key" = ? AND "worker" = ? AND "status" IS NULL`,
      [status, JSON.stringify(body ?? null), ownerId, key, this.worker],
    );
  }

  async abandon(ownerId: string, key: string): Promise<void> {
    await this.sql.run(
      `DELETE FROM "IdempotencyKey" WHERE "ownerId" = ? AND "key" = ? AND "worker" = ? AND "status" IS NULL`,
      [ownerId, key, this.worker],
    );
  }

  private async sweep(): Promise<void> {
    if (performance.now() - this.sweptAt < sweepMs) return;
    this.sweptAt = performance.now();
    await this.sql.run(`DELETE FROM "IdempotencyKey" WHERE "begunAt" < ${this.sql.clock} - ?`, [keptMs]);
  }
}
