import { join } from "node:path";
import { migratePostgresql } from "./migrate-postgresql.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { migrationsFolder } from "./migration-list.ts";
import type { Migrated } from "./pending-migrations.ts";
import { providerOf } from "./provider.ts";

export interface MigrateOptions {
  /** Where the copy of an SQLite file goes before it is changed. */
  backupFolder: string;
  /** Has one folder for each provider; the project's own by default. */
  migrations?: string;
}

/**
 * Brings the database to the form that this version of the code knows, creating it if need be, in one transaction: if
 * it fails, nothing has changed. Cheap when there is nothing to do. Any number of processes may call it at once.
 */
export async function migrate(url: string, options: MigrateOptions): Promise<Migrated> {
  const provider = providerOf(url);
  const folder = join(options.migrations ?? migrationsFolder(), provider);
  return provider === "sqlite"
    ? await migrateSqlite(url, folder, options.backupFolder)
    : await migratePostgresql(url, folder);
}
