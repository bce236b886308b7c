import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { findRun } from "../../../lib/core/state.ts";
import { json } from "../answer.ts";
import { createTask } from "../create-task.ts";
import { cursor, flag, limit, words } from "../query.ts";
import { type Call, route } from "../route.ts";
import { taskParams } from "../schemas/ids.ts";
import { pageOf } from "../schemas/page.ts";
import { runStatuses } from "../schemas/run.ts";
import { newTask, task, taskOf, taskSummary } from "../schemas/task.ts";

const tag = "Tasks";

async function sessionOf({ runtime, principal }: Pick<Call, "runtime" | "principal">, taskId: string): Promise<string> {
  const summary = await runtime.ports.lists.run(principal.userId, taskId);
  if (!summary) throw new AppError("not_found", `There is no task ${taskId}.`);
  return summary.sessionId;
}

async function read(call: Pick<Call, "runtime" | "principal">, taskId: string): Promise<z.input<typeof task>> {
  const sessionId = await sessionOf(call, taskId);
  const state = await call.runtime.state(call.principal, sessionId);
  const run = findRun(state, taskId);
  if (!run) throw new AppError("not_found", `There is no task ${taskId}.`);
  return taskOf(sessionId, state, run);
}

export const taskRoutes = [
  route({
    id: "listTasks",
    method: "GET",
    path: "/api/v1/tasks",
    tag,
    summary: "List tasks, which are runs by another name, the newest first",
    query: z.strictObject({
      status: z.enum(runStatuses).optional(),
      open: flag.optional().describe("Only those that are not over, or only those that are."),
      agent: words.optional(),
      sessionId: words.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    answers: { 200: { description: "A page of tasks", schema: pageOf(taskSummary) } },
    handle: async ({ runtime, principal, query }) =>
      json(200, await runtime.ports.lists.runs({ ownerId: principal.userId, ...query })),
  }),
  route({
    id: "createTask",
    method: "POST",
    path: "/api/v1/tasks",
    tag,
    summary: "Give an agent a task, in a new session where none is named",
    body: newTask,
    example: { task: "Work out 12*12 and say it in words.", priority: "high" },
    answers: { 202: { description: "The task, as it was queued; Location names it", schema: task } },
    async handle(call) {
      const made = await createTask(call, call.body);
      return json(202, made, { location: `/api/v1/tasks/${made.id}` });
    },
  }),
  route({
    id: "getTask",
    method: "GET",
    path: "/api/v1/tasks/{taskId}",
    tag,
    summary: "Read a task: how far it is, and what came of it",
    params: taskParams,
    answers: { 200: { description: "The task", schema: task } },
    handle: async (call) => json(200, await read(call, call.params.taskId)),
  }),
  route({
    id: "cancelTask",
    method: "DELETE",
    path: "/api/v1/tasks/{taskId}",
    tag,
    summary: "Cancel a task",
    params: taskParams,
    answers: {
      200: { description: "The task is over, now or since long", schema: task },
      202: { description: "It is being stopped", schema: task },
    },
    async handle(call) {
      const { runtime, principal, params } = call;
      const sessionId = await sessionOf(call, params.taskId);
      await runtime.dispatch(
        principal,
        sessionId,
        { type: "run.cancel", runId: params.taskId },
        runtime.ports.newId("command"),
      );
      const now = await read(call, params.taskId);
      return json(now.open ? 202 : 200, now);
    },
  }),
];
