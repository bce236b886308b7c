"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "../../../../../components/ui/cn.ts";

interface Props<T> {
  label: string;
  /** A tree opens and closes its rows. */
  role: "grid" | "treegrid";
  rows: readonly T[];
  keyOf: (row: T) => string;
  chosen: string | null;
  onChoose: (row: T) => void;
  /** Only of a tree. */
  levelOf?: (row: T) => { level: number; open: boolean | null };
  onOpen?: (row: T, open: boolean) => void;
  rowHeight: number;
  children: (row: T, isChosen: boolean) => ReactNode;
  /** The end is kept in view while rows are added. */
  followsEnd?: boolean;
}

/** Drawn above and below what can be seen. */
const beyond = 8;
const firstRows = 40;

/** Rows of one height, of which only those in view are drawn. The arrows choose among all. */
export function RowList<T>(props: Props<T>) {
  const { label, role, rows, keyOf, chosen, onChoose, levelOf, rowHeight, children, followsEnd = false } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ first: 0, last: firstRows });
  const place = chosen === null ? -1 : rows.findIndex((row) => keyOf(row) === chosen);

  function look(): void {
    const element = box.current;
    if (!element) return;
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - beyond);
    const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + beyond;
    if (first !== seen.first || last !== seen.last) setSeen({ first, last });
  }

  // What is chosen anywhere comes into view here.
  useEffect(() => {
    const element = box.current;
    if (!element || place < 0) return;
    const top = place * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
  }, [place, rowHeight]);
  useEffect(() => {
    const element = box.current;
    if (element && followsEnd && rows.length > 0) element.scrollTop = element.scrollHeight;
  }, [followsEnd, rows.length]);

  const shown = rows.slice(seen.first, seen.last);
  const isDrawn = place >= seen.first && place < seen.last;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name and an active row
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a grid in either role
    <div
      ref={box}
      role={role}
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={isDrawn ? `${id}-${place}` : undefined}
      tabIndex={0}
      onScroll={look}
      onKeyDown={(event) => onKey(event, props, place, box.current)}
      className="relative max-h-[min(70dvh,44rem)] overflow-y-auto overflow-x-hidden rounded-lg border bg-card [overflow-anchor:none]"
    >
      <div role="presentation" style={{ height: rows.length * rowHeight }} className="relative">
        {shown.map((row, index) => {
          const at = seen.first + index;
          const isChosen = at === place;
          const { level, open } = levelOf?.(row) ?? {};
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the list, which holds the focus
            // biome-ignore lint/a11y/useSemanticElements: rows are drawn at their places, which rows of a table cannot be
            <div
              key={keyOf(row)}
              id={`${id}-${at}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={at + 1}
              aria-selected={isChosen}
              aria-level={level}
              aria-expanded={open ?? undefined}
              onClick={() => onChoose(row)}
              style={{ top: at * rowHeight, height: rowHeight }}
              className={cn(
                "absolute inset-x-0 flex cursor-pointer items-center border-b border-l-2 text-sm hover:bg-accent hover:text-accent-foreground",
                isChosen ? "border-l-primary bg-accent text-accent-foreground" : "border-l-transparent",
              )}
            >
              {children(row, isChosen)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function onKey<T>(event: KeyboardEvent, props: Props<T>, place: number, box: HTMLElement | null): void {
  if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
  const { rows, rowHeight, onChoose, onOpen, levelOf } = props;
  const page = Math.max(1, Math.floor((box?.clientHeight ?? 0) / rowHeight) - 1);
  const moves: Record<string, number> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    PageDown: place + page,
    PageUp: place - page,
    Home: 0,
    End: rows.length - 1,
  };
  const row = rows[place];
  const wanted = moves[event.key];
  if (wanted !== undefined) {
    event.preventDefault();
    const next = rows[Math.min(rows.length - 1, Math.max(0, wanted))];
    if (next !== undefined) onChoose(next);
  } else if (row !== undefined && onOpen && levelOf && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    event.preventDefault();
    const { level, open } = levelOf(row);
    const wantsOpen = event.key === "ArrowRight";
    if (open !== null && open !== wantsOpen) return onOpen(row, wantsOpen);
    const above = rows.slice(0, place).findLast((each) => levelOf(each).level < level);
    if (!wantsOpen && above !== undefined) onChoose(above);
  } else if (event.key === "Enter") document.getElementById("inspector")?.focus();
}
