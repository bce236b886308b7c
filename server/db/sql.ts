import {
  type ArgType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQueryable,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import { patiently } from "./patiently.ts";
import type { Provider } from "./provider.ts";
import { asTrouble } from "./trouble.ts";

export type Value = string | number | bigint | boolean | null;
export type Row = readonly Value[];

export interface Queries {
  /** Rows in the order of the columns asked for. Whole numbers come as `number`. Values stand for `?`. */
  rows(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** Gives the number of rows that it changed. */
  run(sql: string, values?: readonly Value[]): Promise<number>;
}

/**
 * Statements of our own, past Prisma's client but on its connection: for what is asked too often to be planned anew
 * each time. Throws `AppError("unavailable")` when the database cannot do it now.
 */
export interface Sql extends Queries {
  /**
   * All or nothing. `work` is done again when another process was in the way. With SQLite its first statement must be a
   * write: it takes the lock that the rest needs.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  readonly provider: Provider;
  /** The database's clock, as an expression in milliseconds. */
  readonly clock: string;
  /** The function that finds a text within another, to the letter: 0 where it is not. */
  readonly position: string;
}

const argType: ArgType = { scalarType: "unknown", arity: "scalar" };

export function createSql(adapter: SqlDriverAdapter, provider: Provider, patienceMs: number): Sql {
  const queries = provider === "sqlite" ? queriesOn : postgresqlQueriesOn;
  return {
    ...dialects[provider],
    ...queries(adapter),
    provider,
    transaction: (work) => patiently(patienceMs, () => transaction(adapter, queries, work)),
  };
}

const dialects = {
  sqlite: { clock: "CAST(unixepoch('subsec') * 1000 AS INTEGER)", position: "instr" },
  postgresql: { clock: "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", position: "strpos" },
} as const;

function queriesOn(queryable: SqlQueryable): Queries {
  const query = (sql: string, values: readonly Value[]) => ({
    sql,
    args: values as Value[],
    argTypes: values.map(() => argType),
  });
  return {
    async rows(sql, values = []) {
      try {
        return numbersIn(await queryable.queryRaw(query(sql, values)));
      } catch (error) {
        throw asTrouble(error);
      }
    },
    async run(sql, values = []) {
      try {
        return await queryable.executeRaw(query(sql, values));
      } catch (error) {
        throw asTrouble(error);
      }
    },
  };
}

/** PostgreSQL numbers its placeholders. No statement of ours has a `?` in a text. */
function postgresqlQueriesOn(queryable: SqlQueryable): Queries {
  const inner = queriesOn(queryable);
  const numbered = (sql: string) => {
    let number = 0;
    return sql.replaceAll("?", () => `$${++number}`);
  };
  return {
    rows: (sql, values = []) => inner.rows(numbered(sql), values),
    run: (sql, values = []) => inner.run(numbered(sql), values),
  };
}

/** PostgreSQL's driver gives 64-bit numbers, such as counts, as text. */
function numbersIn({ rows, columnTypes }: SqlResultSet): Row[] {
  for (const [index, type] of columnTypes.entries()) {
    if (type !== ColumnTypeEnum.Int64) continue;
    for (const row of rows) if (typeof row[index] === "string") row[index] = Number(row[index]);
  }
  return rows as Value[][];
}

async function transaction<T>(
  adapter: SqlDriverAdapter,
  queriesOf: (queryable: SqlQueryable) => Queries,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const open = await adapter.startTransaction().catch((error: unknown) => {
    throw asTrouble(error);
  });
  const queries = queriesOf(open);
  let result: T;
  try {
    result = await work(queries);
    await queries.run("COMMIT");
  } catch (error) {
    // The database may have rolled it back already, or be out of reach.
    await queries.run("ROLLBACK").catch(() => 0);
    await open.rollback();
    throw error;
  }
  await open.commit();
  return result;
}
