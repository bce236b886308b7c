import type { Queries, Row } from "../db/sql.ts";

/** SQLite takes 32,766 values in one statement; PostgreSQL about twice as many. */
export const valuesPerStatement = 32_000;

export interface RowsStatement {
  readonly width: number;
  /** The text for this many rows. */
  text(rows: number): string;
}

/** `INSERT INTO table (columns) VALUES (…), (…)` and what follows. */
export function insertRows(table: string, columns: readonly string[], rest = "", verb = "INSERT"): RowsStatement {
  const head = `${verb} INTO "${table}" (${columns.map((column) => `"${column}"`).join(", ")}) VALUES `;
  const row = `(${columns.map(() => "?").join(",")})`;
  const texts = new Map<number, string>();
  return {
    width: columns.length,
    text(rows) {
      let text = texts.get(rows);
      if (text === undefined) {
        text = `${head}${`${row},`.repeat(rows - 1)}${row} ${rest}`;
        if (rows <= 128) texts.set(rows, text);
      }
      return text;
    },
  };
}

/** `SET` for an upsert: everything but the key takes the new row's value. */
export function takingNewValues(columns: readonly string[]): string {
  return columns.map((column) => `"${column}" = excluded."${column}"`).join(", ");
}

/** In as few statements as the limit on values allows. */
export async function runRows(queries: Queries, statement: RowsStatement, rows: readonly Row[]): Promise<void> {
  for (const part of parts(statement, rows)) await queries.run(statement.text(part.length), part.flat());
}

/** As `runRows`, for a statement that returns rows. */
export async function returnRows(queries: Queries, statement: RowsStatement, rows: readonly Row[]): Promise<Row[]> {
  const returned: Row[] = [];
  for (const part of parts(statement, rows)) {
    returned.push(...(await queries.rows(statement.text(part.length), part.flat())));
  }
  return returned;
}

function* parts(statement: RowsStatement, rows: readonly Row[]): Generator<readonly Row[]> {
  const size = Math.floor(valuesPerStatement / statement.width);
  if (rows.length <= size) {
    if (rows.length > 0) yield rows;
    return;
  }
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
