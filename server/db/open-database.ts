import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { PrismaClient } from "../../prisma/generated/sqlite/client.ts";
import { openPostgresql } from "./postgresql-adapter.ts";
import { type Provider, providerOf } from "./provider.ts";
import { createSql, type Sql } from "./sql.ts";
import { openSqlite } from "./sqlite-adapter.ts";
import { asTrouble } from "./trouble.ts";

export interface Database {
  readonly provider: Provider;
  /** Prisma's client. Throws `AppError("unavailable")` when the database cannot do it now. */
  readonly prisma: PrismaClient;
  readonly sql: Sql;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** How long a statement waits for another process's lock (SQLite) or for a connection (PostgreSQL). */
  patienceMs?: number;
  /** SQLite only. `NORMAL` keeps everything through a crash of the process, `FULL` through a loss of power too. */
  synchronous?: "NORMAL" | "FULL";
  /** PostgreSQL only. */
  connections?: number;
}

/** Opens `file:…` or `postgresql://…`. The tables must be there: see `migrate`. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const { patienceMs = 3_000, synchronous = "NORMAL", connections = 10 } = options;
  const provider = providerOf(url);
  const adapter =
    provider === "sqlite"
      ? await openSqlite(url, { patienceMs, synchronous })
      : await openPostgresql(url, { patienceMs, connections });
  return {
    provider,
    prisma: await createClient(adapter, provider),
    sql: createSql(adapter, provider, patienceMs),
    close: () => adapter.dispose(),
  };
}

async function createClient(adapter: SqlDriverAdapter, provider: Provider): Promise<PrismaClient> {
  // The two clients are generated from one schema and differ only in what they know of their database.
  const { PrismaClient } =
    provider === "sqlite"
      ? await import("../../prisma/generated/sqlite/client.ts")
      : ((await import(
          "../../prisma/generated/postgresql/client.ts"
        )) as unknown as typeof import("../../prisma/generated/sqlite/client.ts"));
  const factory: SqlDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: () => Promise.resolve(adapter),
  };
  const client = new PrismaClient({ adapter: factory, errorFormat: "minimal" }).$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return await query(args);
        } catch (error) {
          throw asTrouble(error);
        }
      },
    },
  });
  return client as unknown as PrismaClient;
}
