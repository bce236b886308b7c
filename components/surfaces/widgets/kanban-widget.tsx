"use client";

import { useRef, useState } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { columnsOf } from "../../../lib/surfaces/columns-of.ts";
import { boardOf } from "../../../lib/surfaces/live.ts";
import { announce } from "../../ui/announce.ts";
import { useDrawing } from "../drawing-context.ts";
import { Heading } from "../heading.tsx";
import { strings } from "../strings.ts";
import { useAction } from "../use-action.ts";
import { KanbanCard } from "./kanban-card.tsx";

/** Cards in columns: moved by dragging, with the arrow keys, or by choosing a column. */
export function KanbanWidget({ id, widget }: { id: string; widget: Widget<"kanban"> }) {
  const { state } = useDrawing();
  const { act, can } = useAction(id);
  const board = widget.cards ? { cards: widget.cards, columns: columnsOf(widget) } : boardOf(state);
  const moved = useRef<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const { cards, columns } = board;

  async function move(cardId: string, to: string): Promise<void> {
    const card = cards.find((each) => each.id === cardId);
    if (!card || card.column === to) return;
    if (await act("move", { card: cardId, to }))
      announce(strings.movedCard(card.title, columns.find((column) => column.id === to)?.title ?? to));
  }

  return (
    <div className="flex gap-3 overflow-x-auto pb-1">
      {columns.map((column, index) => {
        const own = cards.filter((card) => card.column === column.id);
        return (
          <section
            key={column.id}
            aria-label={`${column.title}, ${strings.cards(own.length)}`}
            className={`min-w-44 flex-1 rounded-md p-2 ${over === column.id ? "bg-accent" : "bg-muted"}`}
            onDragOver={(event) => {
              if (!can) return;
              event.preventDefault();
              setOver(column.id);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(null);
              void move(event.dataTransfer.getData("text/plain"), column.id);
            }}
          >
            <Heading
              deeper={widget.title ? 1 : 0}
              className="mb-2 flex items-center justify-between gap-2 font-medium text-xs"
            >
              <span className="min-w-0 break-words">{column.title}</span>
              <span className="text-muted-foreground tabular-nums">{own.length}</span>
            </Heading>
            <ul className="grid gap-2">
              {own.map((card) => (
                <KanbanCard
                  key={card.id}
                  card={card}
                  columns={columns}
                  at={index}
                  moved={moved}
                  onMove={can ? (to) => void move(card.id, to) : null}
                />
              ))}
            </ul>
            {own.length === 0 ? <p className="text-muted-foreground text-xs">{strings.emptyColumn}</p> : null}
          </section>
        );
      })}
    </div>
  );
}
