import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlQuery, SqlQueryable } from "@prisma/driver-adapter-utils";

export interface PostgresqlSettings {
  /** How long to wait for a connection before a statement is refused. */
  patienceMs: number;
  connections: number;
}

export async function openPostgresql(url: string, settings: PostgresqlSettings): Promise<SqlDriverAdapter> {
  const factory = new PrismaPg({
    connectionString: url,
    max: settings.connections,
    connectionTimeoutMillis: settings.patienceMs,
    keepAlive: true,
  });
  const adapter = withoutNul(await factory.connect());
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolation) => withoutNul(await startTransaction(isolation));
  return adapter;
}

/** PostgreSQL's text cannot hold a NUL: whatever goes there, by Prisma or by ourselves, has the sign for the unreadable instead. */
function withoutNul<Q extends SqlQueryable>(queryable: Q): Q {
  const queryRaw = queryable.queryRaw.bind(queryable);
  const executeRaw = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (query) => queryRaw(plain(query));
  queryable.executeRaw = (query) => executeRaw(plain(query));
  return queryable;
}

function plain(query: SqlQuery): SqlQuery {
  if (!query.args.some(hasNul)) return query;
  return { ...query, args: query.args.map((value) => (hasNul(value) ? value.replaceAll("\0", "\uFFFD") : value)) };
}

function hasNul(value: unknown): value is string {
  return typeof value === "string" && value.includes("\0");
}
