import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { applyMigrations } from "./apply-migrations.ts";
import { migrationNames } from "./migration-list.ts";
import { patiently } from "./patiently.ts";
import { type Migrated, migrationFailure, pendingMigrations } from "./pending-migrations.ts";
import { asTrouble } from "./trouble.ts";

/** Of one database; older ones are deleted. */
const backupsKept = 5;
/** Another process may be migrating. */
const lockWaitMs = 30_000;

export async function migrateSqlite(url: string, folder: string, backupFolder: string): Promise<Migrated> {
  const path = url.replace(/^file:/, "");
  let adapter: SqlDriverAdapter;
  try {
    mkdirSync(dirname(path), { recursive: true });
    adapter = await new PrismaBetterSqlite3({ url, timeout: 50 }).connect();
  } catch (cause) {
    throw new Error(`The database ${path} cannot be opened (${(cause as Error).message}).`, { cause });
  }
  try {
    const tables = await column(adapter, "SELECT name FROM sqlite_master WHERE type = 'table'");
    const applied = tables.includes("_prisma_migrations")
      ? await column(
          adapter,
          "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
        )
      : [];
    const pending = pendingMigrations(migrationNames(folder), applied);
    if (pending.length === 0) return { applied: [], backup: null };

    const backup = tables.length > 0 ? await copyDatabase(adapter, path, backupFolder) : null;
    try {
      return { applied: await applyInOneTransaction(adapter, folder), backup };
    } catch (error) {
      throw migrationFailure(error, backup);
    }
  } catch (error) {
    throw asTrouble(error);
  } finally {
    await adapter.dispose();
  }
}

async function applyInOneTransaction(adapter: SqlDriverAdapter, folder: string): Promise<string[]> {
  // Off before the transaction begins: a table that is rebuilt would take the rows that refer to it along.
  await patiently(lockWaitMs, () =>
    adapter.executeScript("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"),
  );
  try {
    const applied = await applyMigrations(adapter, folder, "sqlite");
    const broken = await column(adapter, "PRAGMA foreign_key_check");
    if (broken.length > 0) throw new Error(`rows of ${[...new Set(broken)].join(", ")} refer to rows that are gone`);
    await adapter.executeScript("COMMIT");
    return applied;
  } catch (error) {
    await adapter.executeScript("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Under its own name only when it is whole. */
async function copyDatabase(adapter: SqlDriverAdapter, path: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const name = basename(path, ".db");
  const copy = join(folder, `${name}-${time}-${process.pid}.db`);
  await adapter.executeRaw({
    sql: "VACUUM INTO ?",
    args: [`${copy}.part`],
    argTypes: [{ scalarType: "string", arity: "scalar" }],
  });
  renameSync(`${copy}.part`, copy);
  const isBackup = /^-\d{4}-\d\d-\d\dT[\d-]+Z-\d+\.db$/;
  const backups = readdirSync(folder).filter((each) => each.startsWith(name) && isBackup.test(each.slice(name.length)));
  for (const old of backups.sort().slice(0, -backupsKept)) rmSync(join(folder, old), { force: true });
  return copy;
}

async function column(adapter: SqlDriverAdapter, sql: string): Promise<string[]> {
  const { rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });
  return rows.map((row) => String(row[0]));
}
