import { readCursor } from "../db/cursor.ts";
import type { Sql, Value } from "../db/sql.ts";

/** Conditions of a list query, joined by AND. */
export class Where {
  readonly values: Value[] = [];
  private readonly conditions: string[] = [];
  private readonly position: string;

  constructor({ position }: Sql) {
    this.position = position;
  }

  equal(column: string, value: Value | undefined): this {
    return value === undefined ? this : this.add(`"${column}" = ?`, value);
  }

  differs(column: string, value: Value): this {
    return this.add(`"${column}" <> ?`, value);
  }

  above(column: string, least: number | undefined): this {
    return least === undefined ? this : this.add(`"${column}" > ?`, least);
  }

  /** To the letter; no wildcards. */
  contains(column: string, text: string | undefined): this {
    return text === undefined ? this : this.add(`${this.position}("${column}", ?) > 0`, text);
  }

  /** In one of the columns, whatever the case. SQLite knows the case of A to Z alone: others are found as they are written. */
  says(columns: readonly string[], text: string | undefined): this {
    if (text === undefined) return this;
    const each = columns.flatMap((column) => [
      `${this.position}(LOWER("${column}"), ?) > 0`,
      `${this.position}("${column}", ?) > 0`,
    ]);
    return this.add(`(${each.join(" OR ")})`, ...columns.flatMap(() => [text.toLowerCase(), text]));
  }

  since(column: string, at: string | undefined): this {
    return at === undefined ? this : this.add(`"${column}" >= ?`, at);
  }

  until(column: string, at: string | undefined): this {
    return at === undefined ? this : this.add(`"${column}" < ?`, at);
  }

  between(column: string, least: number | undefined, most: number | undefined): this {
    if (least !== undefined) this.add(`"${column}" >= ?`, least);
    return most === undefined ? this : this.add(`"${column}" <= ?`, most);
  }

  /** A condition of the caller's own; only where its last value is known. */
  when(condition: string, values: readonly (Value | undefined)[]): this {
    const known = values.filter((value) => value !== undefined);
    return known.length < values.length ? this : this.add(condition, ...known);
  }

  lacks(column: string, text: string | undefined): this {
    return text === undefined ? this : this.add(`${this.position}("${column}", ?) = 0`, text);
  }

  /** Older than the place where the page before ended. */
  after(sortedBy: string, cursor: string | undefined): this {
    return cursor === undefined ? this : this.add(`("${sortedBy}", "id") < (?, ?)`, ...readCursor(cursor));
  }

  private add(condition: string, ...values: Value[]): this {
    this.conditions.push(condition);
    this.values.push(...values);
    return this;
  }

  toString(): string {
    return this.conditions.join(" AND ");
  }
}
