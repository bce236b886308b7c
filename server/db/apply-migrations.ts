import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { readMigrations } from "./migration-list.ts";
import type { Provider } from "./provider.ts";
import { openSchemaEngine } from "./schema-engine.ts";

interface DriverFailure extends Error {
  cause?: { originalMessage?: string };
}

/** Applies what is missing on this very connection, so within the transaction that is open on it. */
export async function applyMigrations(
  adapter: SqlDriverAdapter,
  folder: string,
  provider: Provider,
): Promise<string[]> {
  // The engine says only that something failed, or what failed in consequence.
  const failures: DriverFailure[] = [];
  const noting = <T>(done: Promise<T>) =>
    done.catch((error: unknown) => {
      failures.push(error as DriverFailure);
      throw error;
    });
  const lent: SqlDriverAdapter = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => noting(adapter.queryRaw(query)),
    executeRaw: (query) => noting(adapter.executeRaw(query)),
    executeScript: (script) => noting(adapter.executeScript(script)),
    startTransaction: () => Promise.reject(new Error("A migration runs within one transaction already.")),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => Promise.resolve(),
  };
  const engine = await openSchemaEngine(
    {
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      connect: () => Promise.resolve(lent),
      connectToShadowDb: () => Promise.reject(new Error("Applying migrations needs no second database.")),
    },
    `datasource db {\n  provider = "${provider}"\n}\n`,
  );
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(folder, provider),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } catch (error) {
    const [first] = failures;
    throw first ? new Error(first.cause?.originalMessage ?? first.message, { cause: first }) : error;
  } finally {
    engine.free();
  }
}
