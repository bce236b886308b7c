"use client";

import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { planOf } from "../../../lib/surfaces/live.ts";
import { Progress } from "../../ui/progress.tsx";
import { useDrawing } from "../drawing-context.ts";
import { strings } from "../strings.ts";
import { StatusMark } from "./status-mark.tsx";

export function PlanWidget({ widget }: { widget: Widget<"plan"> }) {
  const { state } = useDrawing();
  const items = widget.items ?? planOf(state);
  const done = items.filter(({ status }) => status === "done").length;
  if (items.length === 0) return <p className="text-muted-foreground">{strings.nothing}</p>;
  return (
    <>
      <Progress
        label={strings.status.done}
        hideLabel
        value={done}
        max={items.length}
        text={strings.of(done, items.length)}
        className="mb-2"
      />
      <ol className="grid gap-1">
        {items.map(({ title, status }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is what it is
          <li key={index} className="flex items-start gap-2">
            <span className="mt-0.5 flex">
              <StatusMark status={status} />
            </span>
            <span
              className={`min-w-0 break-words ${status === "done" || status === "cancelled" ? "text-muted-foreground" : ""}`}
            >
              {title}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
