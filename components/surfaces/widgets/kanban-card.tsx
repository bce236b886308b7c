"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { strings } from "../strings.ts";

interface Props {
  card: NonNullable<Widget<"kanban">["cards"]>[number];
  columns: readonly { id: string; title: string }[];
  /** The column that it stands in. */
  at: number;
  onMove: ((to: string) => void) | null;
  /** What moved by keyboard keeps the focus, although it now stands elsewhere. */
  moved: RefObject<string | null>;
}

export function KanbanCard({ card, columns, at, onMove, moved }: Props) {
  const item = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (moved.current !== card.id) return;
    moved.current = null;
    item.current?.focus();
  }, [card.id, moved]);
  return (
    <li
      draggable={onMove !== null}
      onDragStart={(event) => event.dataTransfer.setData("text/plain", card.id)}
      className={`rounded-md border bg-card p-2 shadow-xs ${onMove ? "cursor-grab" : ""}`}
    >
      <p className="break-words font-medium">{card.title}</p>
      {card.text ? <p className="break-words text-muted-foreground text-xs">{card.text}</p> : null}
      {onMove ? (
        <select
          ref={item}
          aria-label={strings.moveCard(card.title)}
          aria-description={strings.cardKeys}
          value={columns[at]?.id}
          onChange={(event) => {
            moved.current = card.id;
            onMove(event.target.value);
          }}
          onKeyDown={(event) => {
            const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
            if (step === 0) return;
            event.preventDefault();
            const next = columns[at + step];
            if (!next) return;
            moved.current = card.id;
            onMove(next.id);
          }}
          className="target mt-1.5 w-full rounded-sm border border-input bg-card px-1 py-0.5 text-xs"
        >
          {columns.map((column) => (
            <option key={column.id} value={column.id}>
              {column.title}
            </option>
          ))}
        </select>
      ) : null}
    </li>
  );
}
