import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";

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
  return await factory.connect();
}
