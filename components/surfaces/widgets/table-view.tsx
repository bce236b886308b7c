"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { useMemo, useState } from "react";
import type { Scalar } from "../../../lib/surfaces/fields.ts";
import type { Tabular } from "../../../lib/surfaces/table-of.ts";
import { Button } from "../../ui/button.tsx";
import { Cell, HeaderCell, Table } from "../../ui/table.tsx";
import { cellWords } from "../figure-words.ts";
import { strings } from "../strings.ts";
import { OutLink } from "./out-link.tsx";

const pageSize = 100;

/** Rows and columns, sorted by any column; long ones a part at a time. */
export function TableView({ table, label }: { table: Tabular | null; label?: string | undefined }) {
  const [sort, setSort] = useState<{ column: number; down: boolean } | null>(null);
  const [shown, setShown] = useState(pageSize);
  const rows = useMemo(() => sorted(table?.rows ?? [], sort), [table, sort]);
  if (!table || table.columns.length === 0) return <p className="text-muted-foreground">{strings.nothing}</p>;
  const numeric = table.columns.map(({ kind }) => kind === "number" || kind === "money" || kind === "percent");
  return (
    <>
      <Table label={label ?? strings.untitled} className="max-h-[28rem] overflow-y-auto border">
        <thead className="sticky top-0 bg-card">
          <tr>
            {table.columns.map((column, index) => (
              <HeaderCell
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                key={index}
                numeric={numeric[index] === true}
                aria-sort={sort?.column === index ? (sort.down ? "descending" : "ascending") : undefined}
              >
                <button
                  type="button"
                  className="target inline-flex items-center gap-1 font-medium hover:text-foreground"
                  aria-label={column.label ? undefined : strings.sortBy(String(index + 1))}
                  onClick={() => setSort(nextSort(sort, index))}
                >
                  {column.label}
                  {sort?.column === index ? (
                    sort.down ? (
                      <ArrowDown aria-hidden="true" className="size-3" />
                    ) : (
                      <ArrowUp aria-hidden="true" className="size-3" />
                    )
                  ) : null}
                </button>
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-0">
          {rows.slice(0, shown).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is what it is
            <tr key={at}>
              {table.columns.map(({ kind }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                <Cell key={index} numeric={numeric[index] === true} className="max-w-80 break-words">
                  {cell(row[index] ?? null, kind)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > shown ? (
        <Button variant="outline" size="small" className="mt-2" onClick={() => setShown(shown + pageSize)}>
          {strings.moreRows(Math.min(pageSize, rows.length - shown))}
        </Button>
      ) : null}
    </>
  );
}

function cell(value: Scalar, kind: Tabular["columns"][number]["kind"]) {
  const words = cellWords(value, kind);
  return kind === "link" && words ? <OutLink href={words}>{words}</OutLink> : words;
}

/** Up, down, and as it came. */
function nextSort(sort: { column: number; down: boolean } | null, column: number) {
  if (sort?.column !== column) return { column, down: false };
  return sort.down ? null : { column, down: true };
}

function sorted(rows: readonly Scalar[][], sort: { column: number; down: boolean } | null): readonly Scalar[][] {
  if (!sort) return rows;
  const { column, down } = sort;
  return rows.toSorted((a, b) => compare(a[column] ?? null, b[column] ?? null) * (down ? -1 : 1));
}

function compare(a: Scalar, b: Scalar): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}
