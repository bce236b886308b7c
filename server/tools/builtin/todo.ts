import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { type TodoItem, todoItem } from "../../../lib/core/fields.ts";
import { checkTodo, nextTodo, todoProgress } from "../../../lib/core/todo.ts";
import { defineTool } from "../define-tool.ts";

const items = z
  .array(
    z.strictObject({
      ...todoItem.shape,
      id: z.optional(todoItem.shape.id).describe("A short name to refer to; made from the title where it is missing."),
      status: z._default(todoItem.shape.status, "pending"),
    }),
  )
  .max(500);

export const todo = defineTool({
  name: "todo",
  description:
    "Writes the session's todo list anew: give all items, also those that did not change. Use it for tasks of several steps, and mark each step as soon as it is done. Priority 1 comes first; dependsOn and parent hold ids of other items; due is a date such as 2026-01-31.",
  arguments: z.strictObject({ items }),
  details: z.strictObject({
    total: z.number(),
    completed: z.number(),
    percent: z.number(),
    next: z.string().nullable(),
  }),
  permissions: ["session"],
  retry: "safe",
  timeoutMs: 5000,
  surface(_args, _result, { state, runId }) {
    // Once per run: it is live, and a second one would show the same.
    const isShown = state()?.surfaces.some((each) => each.name === "plan" && each.runId === runId);
    return isShown ? null : { name: "plan", title: "Plan", widgets: [{ type: "plan", id: "plan" }] };
  },
  run({ items }, { ownerId, agent, runId, callId, state }) {
    if (!state()) throw new AppError("conflict", "A todo list belongs to a session; there is none here.");
    const list = withIds(items);
    const problem = checkTodo(list);
    if (problem) throw new AppError("invalid", problem);
    const { total, completed, percent } = todoProgress(list);
    const next = nextTodo(list);
    return {
      content: [
        `${completed} of ${total} done (${percent} %).`,
        next ? `Next: ${next.title} (${next.id}).` : "Nothing is left that could be begun now.",
        items.every((item) => item.id) ? "" : `The ids are: ${list.map((item) => item.id).join(", ")}.`,
      ]
        .filter((line) => line !== "")
        .join("\n"),
      details: { total, completed, percent, next: next?.id ?? null },
      events: [
        {
          type: "todo.changed",
          items: list,
          by: agent ? { kind: "agent", id: agent } : { kind: "user", id: ownerId },
          ...(runId && { runId, callId }),
        },
      ],
    };
  },
});

/** An item without an id is called after its title, or after its place where the title has no Latin letters. */
function withIds(items: readonly (Omit<TodoItem, "id"> & { id?: string | undefined })[]): TodoItem[] {
  const taken = new Set(items.map((item) => item.id));
  return items.map((item, index) => {
    if (item.id) return { ...item, id: item.id };
    const base = slugOf(item.title) || `item-${index + 1}`;
    let id = base;
    for (let copy = 2; taken.has(id); copy++) id = `${base}-${copy}`;
    taken.add(id);
    return { ...item, id };
  });
}

function slugOf(title: string): string {
  const latin = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return latin
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-|-$/g, "");
}
