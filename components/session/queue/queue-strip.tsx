"use client";

import { useLayoutEffect, useRef, useState } from "react";
import type { Message } from "../../../lib/core/state.ts";
import { useFolded } from "../../live/use-session.ts";
import { announce } from "../../ui/announce.ts";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";
import { beforeWhom, isMovable, queueOf } from "./queue-order.ts";
import { WaitingMessage } from "./waiting-message.tsx";

/** Marks a drag as one of these messages. */
const dragType = "application/x-troupe-message";

/** Messages that wait for the agent, in the order of their delivery: what for, and the ways to change, move and withdraw them. */
export function QueueStrip() {
  const queue = useFolded(queueOf, (a, b) => a.length === b.length && a.every((each, index) => each === b[index]));
  const { act } = useAct();
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const focused = useRef<string | null>(null);
  const movable = queue.filter(isMovable);
  /** It stays while it is edited, also when it is delivered meanwhile: what was typed is not to be lost. */
  const [edited, setEdited] = useState<Message | null>(null);
  const isSent = edited !== null && !queue.some((message) => message.id === edited.id);

  // A browser takes the focus from what is moved within the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the order that was changed
  useLayoutEffect(() => {
    const button = focused.current && list.current?.querySelector<HTMLElement>(`[data-move="${focused.current}"]`);
    focused.current = null;
    if (button) button.focus();
  }, [queue]);

  if (queue.length === 0 && !isSent) return null;

  async function move(messageId: string, place: number, button?: "up" | "down"): Promise<void> {
    const where = beforeWhom(queue, messageId, place);
    if (!where) return;
    if (button) focused.current = `${button}:${messageId}`;
    if (await act({ type: "message.move", messageId, ...where })) announce(strings.movedTo(place + 1, movable.length));
  }

  return (
    <ul
      ref={list}
      aria-label={strings.waiting}
      className="mb-2 grid max-h-40 grid-cols-[minmax(0,1fr)] gap-1 overflow-y-auto"
    >
      {(isSent ? [edited, ...queue] : queue).map((message) => {
        const place = movable.indexOf(message);
        const canMove = place >= 0 && movable.length > 1;
        return (
          <WaitingMessage
            key={message.id}
            message={message}
            editing={edited?.id === message.id ? (isSent ? "sent" : "waiting") : null}
            onEdit={(begins) => setEdited(begins ? message : null)}
            isTarget={dragged !== null && dragged !== message.id && over === place && place >= 0}
            moving={canMove ? { isFirst: place === 0, isLast: place === movable.length - 1 } : null}
            onMove={(by) => void move(message.id, place + by, by < 0 ? "up" : "down")}
            drag={
              canMove
                ? {
                    draggable: true,
                    onDragStart(event) {
                      event.dataTransfer.setData(dragType, message.id);
                      event.dataTransfer.effectAllowed = "move";
                      setDragged(message.id);
                    },
                    onDragOver(event) {
                      if (!event.dataTransfer.types.includes(dragType)) return;
                      event.preventDefault();
                      setOver(place);
                    },
                    onDrop(event) {
                      if (!dragged || !event.dataTransfer.types.includes(dragType)) return;
                      event.preventDefault();
                      void move(dragged, place);
                    },
                    onDragEnd() {
                      setDragged(null);
                      setOver(null);
                    },
                  }
                : {}
            }
          />
        );
      })}
    </ul>
  );
}
