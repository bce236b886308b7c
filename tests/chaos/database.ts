import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import pg from "pg";

interface ChaosDatabase {
  databaseUrl: string;
  /** What is wrong with the files themselves. */
  check: () => Promise<string[]>;
  drop: () => Promise<void>;
}

/** A database that is nobody else's: a file in the folder, or one that is made on that PostgreSQL server and dropped. */
export async function openDatabase(postgresUrl: string | null, folder: string): Promise<ChaosDatabase> {
  if (postgresUrl === null) {
    const path = join(folder, "troupe.db");
    return { databaseUrl: `file:${path}`, check: async () => integrityOf(path), drop: async () => {} };
  }
  const name = `troupe_chaos_${process.pid}`;
  await ask(postgresUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    check: async () => [],
    drop: () => ask(postgresUrl, `DROP DATABASE "${name}" WITH (FORCE)`),
  };
}

function integrityOf(path: string): string[] {
  const database = new SqliteDatabase(path);
  const rows = database.pragma("integrity_check") as { integrity_check: string }[];
  database.close();
  return rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
