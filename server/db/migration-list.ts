import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Provider } from "./provider.ts";

/** The project's `prisma/migrations`, wherever this file was bundled to. */
export function migrationsFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, "prisma", "migrations");
    if (existsSync(found)) return found;
  }
  throw new Error("The folder prisma/migrations is missing: the installation is incomplete.");
}

/** In the order in which they are applied: their names begin with the time they were written. */
export function migrationNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** What Prisma's engine wants to know of a folder of migrations. */
export function readMigrations(folder: string, provider: Provider): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: `provider = "${provider}"` },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
