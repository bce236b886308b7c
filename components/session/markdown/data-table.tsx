"use client";

import Maximize2 from "lucide-react/icons/maximize-2";
import { useState } from "react";
import { toCsv } from "../../../lib/markdown/csv.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { preloadDialog } from "../../ui/dialog.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { strings } from "../strings.ts";
import { aroundStrings } from "../strings-around.ts";
import { alignment, type TableCell } from "./table-cell.ts";
import { TableWindow } from "./table-window.tsx";

export function DataTable({ header, rows }: { header: readonly TableCell[]; rows: readonly (readonly TableCell[])[] }) {
  const [open, setOpen] = useState(false);
  const csv = () => toCsv([header, ...rows].map((row) => row.map((cell) => cell.text)));
  return (
    <div className="group/table relative my-3 w-fit max-w-full rounded-lg border bg-card">
      <ScrollBox className="max-h-[32rem] overflow-auto rounded-lg" label={strings.table}>
        <table className="text-sm">
          <thead className="sticky top-0 bg-muted">
            <tr>
              {header.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is what it is
                <th key={column} scope="col" className={`px-3 py-1.5 font-medium ${alignment[cell.align ?? "left"]}`}>
                  {cell.shown}
                </th>
              ))}
              <th className="w-17 p-0">
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
      </ScrollBox>
      <span className="absolute top-1 right-1 flex bg-muted">
        <IconButton
          label={aroundStrings.table.open}
          icon={<Maximize2 />}
          size="small"
          aria-haspopup="dialog"
          onPointerEnter={preloadDialog}
          onFocus={preloadDialog}
          onClick={() => setOpen(true)}
        />
        <CopyButton text={csv} label={strings.copyTable} size="small" />
      </span>
      <TableWindow open={open} onOpenChange={setOpen} header={header} rows={rows} />
    </div>
  );
}
