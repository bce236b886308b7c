import type { Sql } from "../db/sql.ts";
import type { Cache, CacheStats } from "../ports/cache.ts";
import { notANumber, toText } from "./cache-value.ts";

export interface DatabaseCacheOptions {
  maxEntries: number;
  maxBytes: number;
  /** Milliseconds since 1970: they must mean the same to every process. */
  now: () => number;
}

const writesPerSweep = 100;
const fresh = `("expiresAt" IS NULL OR "expiresAt" > ?)`;

/** A table, for what should outlive the process or be shared by several. What was written first goes first. */
export class DatabaseCache implements Cache {
  private readonly sql: Sql;
  private readonly options: DatabaseCacheOptions;
  private writes = 0;
  private hits = 0;
  private misses = 0;
  private evictions = 0;

  constructor(sql: Sql, options: DatabaseCacheOptions) {
    this.sql = sql;
    this.options = options;
  }

  async get(key: string): Promise<unknown> {
    const value = `SELECT "value" FROM "CacheEntry" WHERE "key" = ? AND ${fresh}`;
    const [row] = await this.sql.rows(value, [key, this.options.now()]);
    if (!row) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    return JSON.parse(String(row[0]));
  }

  async set(key: string, value: unknown, options: { ttlMs?: number; tags?: readonly string[] } = {}): Promise<void> {
    const text = toText(value);
    await this.sql.run(
      `INSERT INTO "CacheEntry" ("key", "value", "bytes", "tags", "writtenAt", "expiresAt") VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "bytes" = excluded."bytes", "tags" = excluded."tags",
       "writtenAt" = excluded."writtenAt", "expiresAt" = excluded."expiresAt"`,
      [key, text, bytesOf(key, text), tagsText(options.tags ?? []), ...this.times(options.ttlMs)],
    );
    await this.sweepSometimes();
  }

  async delete(key: string): Promise<void> {
    await this.sql.run(`DELETE FROM "CacheEntry" WHERE "key" = ?`, [key]);
  }

  /** In one statement, so that of many at once none is lost. */
  async increment(key: string, by: number, ttlMs?: number): Promise<number> {
    const now = this.options.now();
    await this.sql.run(`DELETE FROM "CacheEntry" WHERE "key" = ? AND NOT ${fresh}`, [key, now]);
    const text = toText(by);
    const [row] = await this.sql.rows(
      `INSERT INTO "CacheEntry" ("key", "value", "bytes", "tags", "writtenAt", "expiresAt") VALUES (?, ?, ?, '', ?, ?)
       ON CONFLICT ("key") DO UPDATE SET
       "value" = CAST(CAST("CacheEntry"."value" AS DOUBLE PRECISION) + CAST(excluded."value" AS DOUBLE PRECISION) AS TEXT)
       WHERE ${numeric[this.sql.provider]} RETURNING "value"`,
      [key, text, bytesOf(key, text), ...this.times(ttlMs)],
    );
    if (!row) throw notANumber(key);
    await this.sweepSometimes();
    return Number(row[0]);
  }

  async clear(tag?: string): Promise<number> {
    if (tag === undefined) return await this.sql.run(`DELETE FROM "CacheEntry"`);
    return await this.sql.run(`DELETE FROM "CacheEntry" WHERE ${this.sql.position}("tags", ?) > 0`, [tagsText([tag])]);
  }

  async stats(): Promise<CacheStats> {
    await this.sweep();
    const [row] = await this.sql.rows(`SELECT COUNT(*), SUM("bytes") FROM "CacheEntry"`);
    const { hits, misses, evictions } = this;
    const kind = this.sql.provider;
    return { kind, entries: Number(row?.[0] ?? 0), bytes: Number(row?.[1] ?? 0), hits, misses, evictions };
  }

  private times(ttlMs: number | undefined): [number, number | null] {
    const now = Math.floor(this.options.now());
    return [now, ttlMs === undefined ? null : now + Math.ceil(ttlMs)];
  }

  private async sweepSometimes(): Promise<void> {
    if (++this.writes % writesPerSweep === 0) await this.sweep();
  }

  private async sweep(): Promise<void> {
    const { now, maxEntries, maxBytes } = this.options;
    await this.sql.run(`DELETE FROM "CacheEntry" WHERE NOT ${fresh}`, [now()]);
    // The newest stay, as long as they are few enough and small enough.
    this.evictions += await this.sql.run(
      `DELETE FROM "CacheEntry" WHERE "key" IN (
         SELECT "key" FROM (
           SELECT "key", ROW_NUMBER() OVER newest AS place, SUM("bytes") OVER newest AS total FROM "CacheEntry"
           WINDOW newest AS (ORDER BY "writtenAt" DESC, "key" ROWS UNBOUNDED PRECEDING)
         ) AS placed WHERE place > ? OR total > ?
       )`,
      [maxEntries, maxBytes],
    );
  }
}

/** Whether the value that is kept is a number, in each database's words. */
const numeric = {
  sqlite: `json_type("CacheEntry"."value") IN ('integer', 'real')`,
  postgresql: `"CacheEntry"."value" ~ '^[-0-9]'`,
} as const;

function bytesOf(key: string, text: string): number {
  return Buffer.byteLength(key) + Buffer.byteLength(text);
}

function tagsText(tags: readonly string[]): string {
  return tags.map((tag) => `\n${tag}\n`).join("");
}
