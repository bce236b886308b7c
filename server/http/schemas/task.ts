import { z } from "zod";
import { count, id, limits, priority, slug, text } from "../../../lib/core/fields.ts";
import type { Run, SessionState } from "../../../lib/core/state.ts";
import { type RunSummary, summarizeRun } from "../../../lib/core/summary.ts";
import { runStatuses } from "./run.ts";

export const taskSummary = z
  .object({
    id,
    sessionId: id,
    ownerId: z.string(),
    agent: z.string(),
    agentVersion: z.int().describe("Below zero: a draft that was tried."),
    status: z.enum(runStatuses),
    open: z.boolean(),
    priority: z.string(),
    task: z.string(),
    depth: count,
    parentRunId: z.string().nullable(),
    queuedAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    model: z.string().nullable(),
    turns: count,
    calls: count,
    inputTokens: count,
    cachedTokens: count,
    outputTokens: count,
    reasoningTokens: count,
    cost: z.number().nullable(),
    activeMs: z.number(),
    error: z.string().nullable(),
    errorCode: z.string().nullable().describe("`poison`: it broke its worker so often that it was given up."),
    retryOf: z.string().nullable().describe("The run that this one tries again."),
  })
  .meta({ id: "TaskSummary" }) satisfies z.ZodType<RunSummary>;

/** A task as it stands: how far it is, and what came of it. */
export const task = z
  .object({
    ...taskSummary.shape,
    dependsOn: z.array(id),
    progress: z.object({
      turns: count,
      calls: count,
      /** Of the session's list. */
      todo: z.object({ total: count, completed: count }),
    }),
    result: z.string().nullable().describe("The agent's last words, once the task is over."),
  })
  .meta({ id: "Task" });

export const newTask = z
  .strictObject({
    task: z.optional(text),
    message: z.optional(text).describe("Another name for `task`."),
    sessionId: z.optional(id),
    agent: z.optional(slug),
    priority: z.optional(priority),
    dependsOn: z.array(id).max(100).optional().describe("Tasks of the same session that must be over first."),
    timeoutSeconds: z.number().positive().max(31_536_000).optional().describe("The same as `limits.seconds`."),
    limits: z.optional(limits),
    type: z.literal("agent").optional().describe("What does it: an agent is all there is."),
  })
  .refine((body) => (body.task === undefined) !== (body.message === undefined), {
    path: ["task"],
    message: "give the task as either task or message",
    when: () => true,
  })
  .meta({ id: "NewTask" });

export function taskOf(sessionId: string, state: SessionState, run: Run): z.input<typeof task> {
  const reply = state.messages.findLast((each) => each.runId === run.id && each.author.kind === "agent");
  return {
    ...summarizeRun(sessionId, state.ownerId, run),
    dependsOn: run.dependsOn ?? [],
    progress: {
      turns: run.turns.length,
      calls: run.calls.length,
      todo: { total: state.todo.length, completed: state.todo.filter((item) => item.status === "completed").length },
    },
    result: run.finished ? (reply?.content ?? null) : null,
  };
}
