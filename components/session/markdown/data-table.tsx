"use client";

import type { ReactNode } from "react";
import { toCsv } from "../../../lib/markdown/csv.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { strings } from "../strings.ts";

interface Cell {
  text: string;
  shown: ReactNode;
  align: "center" | "left" | "right" | null;
}

const alignment = { center: "text-center", left: "text-left", right: "text-right tabular-nums" } as const;

export function DataTable({ header, rows }: { header: readonly Cell[]; rows: readonly (readonly Cell[])[] }) {
  const csv = () => toCsv([header, ...rows].map((row) => row.map((cell) => cell.text)));
  return (
    <div className="group/table relative my-3 w-fit max-w-full rounded-lg border bg-card">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="max-h-[32rem] overflow-auto rounded-lg" aria-label={strings.table} tabIndex={0}>
        <table className="text-sm">
          <thead className="sticky top-0 bg-muted">
            <tr>
              {header.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                <th key={column} scope="col" className={`px-3 py-1.5 font-medium ${alignment[cell.align ?? "left"]}`}>
                  {cell.shown}
                </th>
              ))}
              <th className="w-9 p-0">
                <span className="sr-only">{strings.copyTable}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is what it is
              <tr key={index} className="border-t">
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                  <td key={column} className={`px-3 py-1.5 ${alignment[cell.align ?? "left"]}`}>
                    {cell.shown}
                  </td>
                ))}
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CopyButton text={csv} label={strings.copyTable} size="small" className="absolute top-1 right-1 bg-muted" />
    </div>
  );
}
