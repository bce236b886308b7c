import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { Database, Statement } from "better-sqlite3";

const statementsKept = 200;
/** Statements for many rows vary in length, and weigh. */
const charactersKept = 6_000;

/**
 * Prisma's adapter compiles each statement anew, which takes longer than most take to run. This keeps the compiled ones.
 * Where an adapter should not have the connection that this looks for, nothing is kept and everything works.
 */
export function keepStatements(adapter: SqlDriverAdapter): void {
  const { client } = adapter as { client?: Database };
  if (!client?.prepare) return;
  const compile = client.prepare.bind(client) as (sql: string) => Statement;
  const kept = new Map<string, KeptStatement>();
  const prepare = (sql: string) => {
    if (sql.length > charactersKept) return compile(sql);
    let statement = kept.get(sql);
    if (statement) kept.delete(sql);
    else statement = new KeptStatement(compile(sql));
    kept.set(sql, statement);
    if (kept.size > statementsKept) kept.delete(kept.keys().next().value as string);
    return statement;
  };
  client.prepare = prepare as unknown as Database["prepare"];
}

/** As much of a statement as the adapter uses. Values are bound for one use only: the adapter binds and runs at once. */
class KeptStatement {
  readonly reader: boolean;
  private readonly statement: Statement;
  private values: unknown[] = [];

  constructor(statement: Statement) {
    this.statement = statement;
    this.reader = statement.reader;
    if (this.reader) statement.raw();
  }

  bind(values: unknown[]): this {
    this.values = values;
    return this;
  }

  run() {
    return this.statement.run(this.take());
  }

  columns() {
    return this.statement.columns();
  }

  raw(): this {
    return this;
  }

  all() {
    return this.statement.all(this.take());
  }

  private take(): unknown[] {
    const values = this.values;
    this.values = [];
    return values;
  }
}
