import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { applyMigrations } from "./apply-migrations.ts";
import { migrationNames } from "./migration-list.ts";
import { type Migrated, migrationFailure, pendingMigrations } from "./pending-migrations.ts";
import { asTrouble } from "./trouble.ts";

export async function migratePostgresql(url: string, folder: string): Promise<Migrated> {
  // One connection, so that what is sent on the pool stays within one transaction.
  const factory = new PrismaPg({ connectionString: url, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5_000 });
  const adapter = await factory.connect();
  try {
    const pending = pendingMigrations(migrationNames(folder), await appliedIn(adapter));
    if (pending.length === 0) return { applied: [], backup: null };
    try {
      return { applied: await applyInOneTransaction(adapter, folder), backup: null };
    } catch (error) {
      throw migrationFailure(error, null);
    }
  } catch (error) {
    throw asTrouble(error);
  } finally {
    await adapter.dispose();
  }
}

async function appliedIn(adapter: SqlDriverAdapter): Promise<string[]> {
  const table = `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL`;
  const { rows } = await adapter.queryRaw({ sql: table, args: [], argTypes: [] });
  if (rows[0]?.[0] !== true) return [];
  const names =
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";
  return (await adapter.queryRaw({ sql: names, args: [], argTypes: [] })).rows.map((row) => String(row[0]));
}

/** The engine's own lock keeps other processes out until this connection ends. */
async function applyInOneTransaction(adapter: SqlDriverAdapter, folder: string): Promise<string[]> {
  await adapter.executeScript("BEGIN");
  try {
    const applied = await applyMigrations(adapter, folder, "postgresql");
    await adapter.executeScript("COMMIT");
    return applied;
  } catch (error) {
    await adapter.executeScript("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
