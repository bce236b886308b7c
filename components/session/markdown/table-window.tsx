"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import ArrowUpDown from "lucide-react/icons/arrow-up-down";
import Download from "lucide-react/icons/download";
import { useMemo, useState } from "react";
import { toCsv } from "../../../lib/markdown/csv.ts";
import { type Direction, sortedPlaces } from "../../../lib/markdown/sort-rows.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { aroundStrings } from "../strings-around.ts";
import { downloadText } from "./download-text.ts";
import { alignment, type TableCell } from "./table-cell.ts";

const words = aroundStrings.table;

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  header: readonly TableCell[];
  rows: readonly (readonly TableCell[])[];
}

/** A table with all the room there is: its head stays, and each column can be sorted by. */
export function TableWindow({ open, onOpenChange, header, rows }: Props) {
  return (
    <Dialog size="full" open={open} onOpenChange={onOpenChange} title={words.title(rows.length, header.length)}>
      <SortedTable header={header} rows={rows} />
    </Dialog>
  );
}

function SortedTable({ header, rows }: Pick<Props, "header" | "rows">) {
  const [sort, setSort] = useState<{ column: number; direction: Direction } | null>(null);
  const shown = useMemo(() => {
    if (!sort) return rows;
    const texts = rows.map((row) => row.map((cell) => cell.text));
    return sortedPlaces(texts, sort.column, sort.direction).map((place) => rows[place] as readonly TableCell[]);
  }, [rows, sort]);
  const csv = () => toCsv([header, ...shown].map((row) => row.map((cell) => cell.text)));

  /** From the smallest, from the largest, as it was. */
  function sortBy(column: number): void {
    const direction =
      sort?.column !== column ? "ascending" : sort.direction === "ascending" ? ("descending" as const) : null;
    setSort(direction && { column, direction });
    announce(words.sorted[direction ?? "none"]);
  }

  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={csv} label={words.copy} />
        <Button variant="outline" size="small" onClick={() => downloadText(csv(), words.fileName, "text/csv")}>
          <Download aria-hidden="true" />
          {words.download}
        </Button>
      </div>
      <ScrollBox
        className="min-h-0 flex-1 overflow-auto rounded-lg border"
        label={words.title(rows.length, header.length)}
      >
        <table className="w-full text-sm">
          <thead className="sticky top-0 z-10 bg-muted">
            <tr>
              {header.map((cell, column) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                  key={column}
                  scope="col"
                  aria-sort={sort?.column === column ? sort.direction : "none"}
                  className={alignment[cell.align ?? "left"]}
                >
                  <button
                    type="button"
                    title={words.sort(cell.text || words.unnamed(column + 1))}
                    onClick={() => sortBy(column)}
                    className="inline-flex min-h-9 items-center gap-1.5 px-3 py-1.5 font-medium hover:text-accent-foreground focus-visible:-outline-offset-2"
                  >
                    {cell.shown}
                    {cell.text === "" ? <span className="sr-only">{words.unnamed(column + 1)}</span> : null}
                    <SortMark direction={sort?.column === column ? sort.direction : null} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is what it is
              <tr key={index} className="border-t">
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                  <td key={column} className={`px-3 py-1.5 align-top ${alignment[cell.align ?? "left"]}`}>
                    {cell.shown}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

function SortMark({ direction }: { direction: Direction | null }) {
  const Icon = direction === null ? ArrowUpDown : direction === "ascending" ? ArrowUp : ArrowDown;
  return <Icon aria-hidden="true" className={`size-3.5 shrink-0 ${direction ? "" : "text-muted-foreground"}`} />;
}
