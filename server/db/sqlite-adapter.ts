import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlQuery, SqlResultSet, Transaction } from "@prisma/driver-adapter-utils";
import { patiently } from "./patiently.ts";
import { keepStatements } from "./statement-cache.ts";

/** The driver blocks the whole process for this long when another process holds the lock; the rest is waited out here. */
const blockingMs = 5;

export interface SqliteSettings {
  /** How long a statement waits for another process's lock before it is refused. */
  patienceMs: number;
  synchronous: "NORMAL" | "FULL";
}

export async function openSqlite(url: string, settings: SqliteSettings): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaBetterSqlite3({ url, timeout: blockingMs }).connect();
  await adapter.executeScript(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${settings.synchronous};
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000;
  `);
  keepStatements(adapter);
  return new OneConnection(adapter, settings.patienceMs);
}

/**
 * SQLite has one connection here, and Prisma's adapter lets a statement from outside slip into a transaction that is
 * open on it, to be lost with its rollback. This one lets statements wait until the transaction is over, and tries again,
 * without blocking, what found the database locked by another process.
 */
export class OneConnection implements SqlDriverAdapter {
  readonly provider = "sqlite";
  readonly adapterName: string;
  private readonly inner: SqlDriverAdapter;
  private readonly patienceMs: number;
  private open: Promise<void> | null = null;

  constructor(inner: SqlDriverAdapter, patienceMs: number) {
    this.inner = inner;
    this.adapterName = inner.adapterName;
    this.patienceMs = patienceMs;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.alone(() => this.inner.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.alone(() => this.inner.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.alone(() => this.inner.executeScript(script));
  }

  async startTransaction(): Promise<Transaction> {
    while (this.open !== null) await this.open;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.open = promise;
    const leave = () => {
      this.open = null;
      resolve();
    };
    try {
      return new OnlyTransaction(await this.inner.startTransaction(), leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  getConnectionInfo() {
    return { supportsRelationJoins: false, ...this.inner.getConnectionInfo?.() };
  }

  dispose(): Promise<void> {
    return this.inner.dispose();
  }

  private alone<T>(act: () => Promise<T>): Promise<T> {
    return patiently(this.patienceMs, async () => {
      while (this.open !== null) await this.open;
      return await act();
    });
  }
}

class OnlyTransaction implements Transaction {
  readonly provider = "sqlite";
  readonly adapterName: string;
  readonly options;
  private readonly inner: Transaction;
  private readonly leave: () => void;
  private over = false;

  constructor(inner: Transaction, leave: () => void) {
    this.inner = inner;
    this.leave = leave;
    this.options = inner.options;
    this.adapterName = inner.adapterName;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    this.mustBeOpen();
    return await this.inner.queryRaw(query);
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    this.mustBeOpen();
    try {
      return await this.inner.executeRaw(query);
    } catch (error) {
      // Prisma's client ends a transaction whose commit failed without rolling it back.
      if (query.sql === "COMMIT") {
        await this.inner.executeRaw({ sql: "ROLLBACK", args: [], argTypes: [] }).catch(() => 0);
      }
      throw error;
    }
  }

  commit(): Promise<void> {
    return this.end(() => this.inner.commit());
  }

  rollback(): Promise<void> {
    return this.end(() => this.inner.rollback());
  }

  async createSavepoint(name: string): Promise<void> {
    await this.executeRaw({ sql: `SAVEPOINT ${name}`, args: [], argTypes: [] });
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.executeRaw({ sql: `ROLLBACK TO ${name}`, args: [], argTypes: [] });
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.executeRaw({ sql: `RELEASE SAVEPOINT ${name}`, args: [], argTypes: [] });
  }

  private async end(act: () => Promise<void>): Promise<void> {
    if (this.over) return;
    this.over = true;
    await act();
    this.leave();
  }

  /** Its statements would otherwise land in whatever transaction is open by then. */
  private mustBeOpen(): void {
    if (this.over) throw new Error("This transaction is over.");
  }
}
