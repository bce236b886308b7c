import type { z } from "zod";
import { AppError } from "../../lib/core/errors.ts";
import { requireAgent } from "../../lib/core/require.ts";
import { findRun } from "../../lib/core/state.ts";
import { titleFrom } from "../../lib/core/title.ts";
import { keyMismatch } from "./idempotency.ts";
import { eventsOf, inNewSession } from "./post-message.ts";
import type { Call } from "./route.ts";
import { type newTask, type task, taskOf } from "./schemas/task.ts";

/** Queues the task, in the session that is named, or that of the first task it depends on, or a new one. */
export async function createTask(
  call: Pick<Call, "runtime" | "principal" | "key">,
  body: z.output<typeof newTask>,
): Promise<z.input<typeof task>> {
  const { runtime, principal, key } = call;
  const { task: named, message, sessionId, timeoutSeconds, type: _type, ...rest } = body;
  const wanted = (named ?? message) as string;
  const limits = timeoutSeconds === undefined ? rest.limits : { ...rest.limits, seconds: timeoutSeconds };
  if (rest.agent) requireAgent(runtime.world, rest.agent);

  const command = { type: "task.create" as const, task: wanted, ...rest, ...(limits && { limits }) };
  const commandId = key?.commandId ?? runtime.ports.newId("command");
  const create = (id: string) => runtime.dispatch(principal, id, command, commandId);
  const known = sessionId ?? (await sessionOfFirst(call, rest.dependsOn));
  const change = known
    ? { sessionId: known, ...(await create(known)) }
    : await inNewSession(call, { title: titleFrom(wanted), ...(rest.agent && { agent: rest.agent }) }, create);

  const events = await eventsOf(call, change.sessionId, change, commandId);
  const queued = events.find((event) => event.type === "run.queued");
  const run = queued && findRun(change.state, queued.runId);
  if (run?.task !== wanted) throw keyMismatch();
  return taskOf(change.sessionId, change.state, run);
}

async function sessionOfFirst(
  { runtime, principal }: Pick<Call, "runtime" | "principal">,
  dependsOn: readonly string[] = [],
): Promise<string | null> {
  const [first] = dependsOn;
  if (first === undefined) return null;
  const summary = await runtime.ports.lists.run(principal.userId, first);
  if (!summary) throw new AppError("not_found", `There is no task ${first} to depend on.`);
  return summary.sessionId;
}
