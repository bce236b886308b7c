import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll } from "vitest";
import { migrate } from "../../server/db/migrate.ts";
import { type Database, type DatabaseOptions, openDatabase } from "../../server/db/open-database.ts";
import type { Provider } from "../../server/db/provider.ts";

export interface TestDatabase {
  url: string;
  database: Database;
  /** Another connection to the same database, as another process would have it. It is closed with the rest. */
  another(options?: DatabaseOptions): Promise<Database>;
  /** Closes everything and removes the database. */
  drop(): Promise<void>;
}

const postgresUrl = process.env.TEST_POSTGRES_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres";
const migrations = "prisma/migrations";

/** The databases that can be tested here: SQLite always, PostgreSQL where one answers. */
export const testProviders: Provider[] = (await postgresAnswers()) ? ["sqlite", "postgresql"] : ["sqlite"];

/** A migrated, empty database of one's own, in milliseconds. Only within a test file: it is dropped with it. */
export async function openTestDatabase(provider: Provider, options?: DatabaseOptions): Promise<TestDatabase> {
  const { url, remove } = provider === "sqlite" ? await copySqlite() : await copyPostgres();
  const opened: Database[] = [];
  const another = async (others?: DatabaseOptions) => {
    const database = await openDatabase(url, others ?? options);
    opened.push(database);
    return database;
  };
  return {
    url,
    database: await another(),
    another,
    async drop() {
      await Promise.all(opened.map((database) => database.close()));
      await remove();
    },
  };
}

/** A folder that is removed with `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "troupe-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

async function copySqlite() {
  const template = await sqliteTemplate();
  const { path, remove } = temporaryFolder();
  copyFileSync(template, join(path, "troupe.db"));
  return { url: `file:${join(path, "troupe.db")}`, remove };
}

/** Made once for these migrations; several test files may make it at once. */
async function sqliteTemplate(): Promise<string> {
  const template = join("node_modules", ".cache", "test-databases", `${hashOf("sqlite")}.db`);
  if (existsSync(template)) return template;
  const { path, remove } = temporaryFolder();
  await migrate(`file:${join(path, "new.db")}`, { backupFolder: path });
  mkdirSync(join(template, ".."), { recursive: true });
  copyFileSync(join(path, "new.db"), `${template}.${process.pid}`);
  renameSync(`${template}.${process.pid}`, template);
  remove();
  return template;
}

/** Databases of this test file: made at need, emptied after each use, dropped at its end. */
const made: string[] = [];
const free: string[] = [];

afterAll(async () => {
  if (made.length === 0) return;
  await withPostgres(async (client) => {
    for (const name of made.splice(0)) await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  });
});

async function copyPostgres() {
  const name = free.pop() ?? (await createPostgres());
  const url = databaseUrl(name);
  const remove = async () => {
    await withPostgres(async (client) => {
      const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
      const tables = rows.map(({ tablename }) => tablename).filter((table) => table !== "_prisma_migrations");
      // For tables this small, much quicker than TRUNCATE.
      await client.query(tables.map((table) => `DELETE FROM "${table}"`).join("; "));
    }, url);
    free.push(name);
  };
  return { url, remove };
}

/** A PostgreSQL database with nothing in it. */
export async function emptyPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = newName();
  await withPostgres((client) => client.query(`CREATE DATABASE "${name}"`));
  const drop = async () => {
    await withPostgres((client) => client.query(`DROP DATABASE "${name}" WITH (FORCE)`));
    made.splice(made.indexOf(name), 1);
  };
  return { url: databaseUrl(name), drop };
}

function newName(): string {
  const name = `troupe_test_${process.pid}_${Date.now()}_${made.length}`;
  made.push(name);
  return name;
}

async function createPostgres(): Promise<string> {
  const template = `troupe_template_${hashOf("postgresql")}`;
  const name = newName();
  await withPostgres(async (client) => {
    await client.query("SELECT pg_advisory_lock(7126459)");
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (rowCount === 0) {
      await client.query(`DROP DATABASE IF EXISTS "${template}_new"`);
      await client.query(`CREATE DATABASE "${template}_new"`);
      await migrate(databaseUrl(`${template}_new`), { backupFolder: "" });
      await client.query(`ALTER DATABASE "${template}_new" RENAME TO "${template}"`);
    }
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
    // Only a loss of power could tell the difference.
    await client.query(`ALTER DATABASE "${name}" SET synchronous_commit = off`);
  });
  return name;
}

async function withPostgres<T>(work: (client: pg.Client) => Promise<T>, url = postgresUrl): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function postgresAnswers(): Promise<boolean> {
  try {
    await withPostgres((client) => client.query("SELECT 1"));
    return true;
  } catch {
    return false;
  }
}

function databaseUrl(name: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function hashOf(provider: Provider): string {
  const hash = createHash("sha1");
  for (const name of readdirSync(join(migrations, provider)).sort()) {
    hash.update(name).update(readFileSync(join(migrations, provider, name, "migration.sql")));
  }
  return hash.digest("hex").slice(0, 16);
}
