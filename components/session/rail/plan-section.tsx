"use client";

import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useState } from "react";
import type { TodoItem } from "../../../lib/core/fields.ts";
import { todoProgress } from "../../../lib/core/todo.ts";
import { newCommandId } from "../../live/new-command-id.ts";
import { useFolded } from "../../live/use-session.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Input } from "../../ui/input.tsx";
import { Progress } from "../../ui/progress.tsx";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";
import { RailSection } from "./rail-section.tsx";

const marks: Record<TodoItem["status"], string> = {
  pending: "○",
  in_progress: "▶",
  completed: "✓",
  cancelled: "–",
  blocked: "!",
  deferred: "…",
};
const statuses = Object.keys(marks) as TodoItem["status"][];

/** The todo list of the session. A person may change it as the agents do. */
export function PlanSection() {
  const items = useFolded((state) => state.todo);
  const { act, busy } = useAct();
  const [adding, setAdding] = useState(false);
  const { total, completed } = todoProgress(items);
  const change = (next: TodoItem[]) => void act({ type: "todo.change", items: next });

  return (
    <RailSection
      title={strings.plan}
      after={
        <IconButton
          label={strings.addStep}
          icon={<Plus />}
          size="small"
          aria-expanded={adding}
          onClick={() => setAdding(!adding)}
        />
      }
    >
      {total > 0 ? (
        <Progress
          label={strings.plan}
          hideLabel
          value={completed}
          max={total}
          text={strings.planDone(completed, total)}
          className="mb-2"
        />
      ) : null}
      {items.length === 0 && !adding ? <p className="text-muted-foreground text-sm">{strings.noPlan}</p> : null}
      <ul className="grid grid-cols-[minmax(0,1fr)]">
        {items.map((item) => (
          <li key={item.id} className={`group/step flex items-start gap-1 text-sm ${item.parent ? "pl-4" : ""}`}>
            <span className="relative grid size-6 shrink-0 place-items-center">
              <span
                aria-hidden="true"
                className={
                  item.status === "completed"
                    ? "text-success"
                    : item.status === "blocked"
                      ? "text-warning"
                      : "text-muted-foreground"
                }
              >
                {marks[item.status]}
              </span>
              <select
                aria-label={strings.stepStatus(item.title)}
                value={item.status}
                disabled={busy}
                onChange={(event) => change(withStatus(items, item.id, event.target.value as TodoItem["status"]))}
                className="absolute inset-0 cursor-pointer appearance-none rounded-sm bg-transparent text-transparent"
              >
                {statuses.map((status) => (
                  <option key={status} value={status} className="bg-popover text-popover-foreground">
                    {strings.todoStatus[status]}
                  </option>
                ))}
              </select>
            </span>
            <span
              className={`min-w-0 flex-1 break-words py-0.5 ${isOver(item) ? "text-muted-foreground line-through" : item.status === "in_progress" ? "font-medium" : ""}`}
            >
              {item.title}
            </span>
            <IconButton
              label={strings.removeStep(item.title)}
              icon={<X />}
              size="small"
              className="quiet-step"
              onClick={() => change(without(items, item.id))}
            />
          </li>
        ))}
      </ul>
      {adding ? (
        <NewStep
          busy={busy}
          onAdd={(title) => change([...items, { id: `step-${newCommandId().slice(-8)}`, title, status: "pending" }])}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </RailSection>
  );
}

function NewStep({ onAdd, onClose, busy }: { onAdd: (title: string) => void; onClose: () => void; busy: boolean }) {
  const [title, setTitle] = useState("");
  return (
    <form
      className="mt-2 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") return;
        onAdd(title.trim());
        setTitle("");
      }}
    >
      <Input
        autoFocus
        aria-label={strings.newStep}
        maxLength={500}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      />
      <Button type="submit" busy={busy}>
        {strings.addStep}
      </Button>
    </form>
  );
}

function isOver({ status }: TodoItem): boolean {
  return status === "completed" || status === "cancelled";
}

function withStatus(items: readonly TodoItem[], id: string, status: TodoItem["status"]): TodoItem[] {
  return items.map((item) => (item.id === id ? { ...item, status } : item));
}

/** Nothing may depend on what is not there any more, or be a part of it. */
function without(items: readonly TodoItem[], id: string): TodoItem[] {
  return items
    .filter((item) => item.id !== id)
    .map(({ parent, dependsOn, ...item }) => ({
      ...item,
      ...(parent && parent !== id && { parent }),
      ...(dependsOn && { dependsOn: dependsOn.filter((other) => other !== id) }),
    }));
}
