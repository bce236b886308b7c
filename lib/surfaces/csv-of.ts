import { toCsv } from "../markdown/csv.ts";
import type { Tabular } from "./table-of.ts";

export interface NamedTable {
  title: string;
  table: Tabular;
}

/** One table after the other, each under its title where there are several. */
export function csvOf(tables: readonly NamedTable[]): string {
  return tables
    .map(({ title, table }) => {
      const rows = [
        table.columns.map(({ label }) => label),
        ...table.rows.map((row) => row.map((cell) => String(cell ?? ""))),
      ];
      return toCsv(tables.length > 1 ? [[title], ...rows] : rows);
    })
    .join("\r\n\r\n");
}
