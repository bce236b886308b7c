import {
  type ArgType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQueryable,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
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
  /** All or nothing. With SQLite the first statement must be a write: it takes the lock that the rest needs. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** The database's clock, as an expression in milliseconds. */
  readonly clock: string;
}

const argType: ArgType = { scalarType: "unknown", arity: "scalar" };

export function createSql(adapter: SqlDriverAdapter, provider: Provider): Sql {
  const translate = provider === "sqlite" ? (sql: string) => sql : numberPlaceholders;
  return {
    ...queriesOn(adapter, translate),
    transaction: (work) => transaction(adapter, translate, work),
    clock:
      provider === "sqlite"
        ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
        : "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
  };
}

function queriesOn(queryable: SqlQueryable, translate: (sql: string) => string): Queries {
  const query = (sql: string, values: readonly Value[]) => ({
    sql: translate(sql),
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
  translate: (sql: string) => string,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const open = await adapter.startTransaction().catch((error: unknown) => {
    throw asTrouble(error);
  });
  const queries = queriesOn(open, translate);
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

/** `?` is SQLite's placeholder; PostgreSQL numbers them. No statement of ours has a question mark in a text. */
function numberPlaceholders(sql: string): string {
  let number = 0;
  return sql.replaceAll("?", () => `$${++number}`);
}
