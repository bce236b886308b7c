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

  above(column: string, least: number | undefined): this {
    return least === undefined ? this : this.add(`"${column}" > ?`, least);
  }

  /** To the letter; no wildcards. */
  contains(column: string, text: string | undefined): this {
    return text === undefined ? this : this.add(`${this.position}("${column}", ?) > 0`, text);
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
