import { AppError } from "../../lib/core/errors.ts";
import type { Recorded } from "../../lib/core/events.ts";
import { requireAgent } from "../../lib/core/require.ts";
import { findMessage, runStatus, type SessionState } from "../../lib/core/state.ts";
import { titleFrom } from "../../lib/core/title.ts";
import { frontDesk } from "../../lib/workflows/presets.ts";
import { runFor } from "../runtime/await-answer.ts";
import type { Change } from "../runtime/sessions.ts";
import { keyMismatch } from "./idempotency.ts";
import type { Call } from "./route.ts";
import type { Post } from "./schemas/post.ts";

export interface Posted {
  sessionId: string;
  messageId: string;
  runId: string | null;
  cursor: number;
  status: string;
}

type Asking = Pick<Call, "runtime" | "principal" | "key">;

/** How far behind a command's receipt its events may begin. */
const widestCommand = 500;

/** Posts the message, in a new session where none is named. With the same key it is there once, whatever is repeated. */
export async function postMessage(call: Asking, body: Post): Promise<Posted> {
  const { runtime, principal } = call;
  const { sessionId: known, agent, workflow, title, content, to, ...rest } = body;
  if (known !== undefined && title !== undefined) throw onlyForNew("title");
  if (known !== undefined && workflow !== undefined) throw onlyForNew("workflow");
  if (known !== undefined && agent !== undefined && to !== undefined) throw onlyForNew("agent");
  for (const name of [to ?? []].flat()) requireAgent(runtime.world, name);

  const addressees = to ?? (known === undefined ? undefined : agent);
  const command = { type: "message.post" as const, content, ...rest, ...(addressees && { to: addressees }) };
  const commandId = call.key?.commandId ?? runtime.ports.newId("command");
  const change =
    known === undefined
      ? await inNewSession(
          call,
          { title: title ?? titleFrom(content), ...(await answering(call, { agent, workflow, to })) },
          (id) => runtime.dispatch(principal, id, command, commandId),
        )
      : { sessionId: known, ...(await runtime.dispatch(principal, known, command, commandId)) };
  const events = await eventsOf(call, change.sessionId, change, commandId);
  const posting = events.find((event) => event.type === "message.posted");
  if (posting?.message.content !== content) throw keyMismatch();
  return postedIn(change.sessionId, change.state, posting.message.id, change.head);
}

/** Who answers in a new session: who is named, else who the person said usually does, else whom the front desk finds. */
async function answering(
  { runtime, principal }: Asking,
  { agent, workflow, to }: Pick<Post, "agent" | "workflow" | "to">,
): Promise<{ agent?: string; workflow?: string }> {
  if (agent !== undefined || workflow !== undefined || to !== undefined)
    return { ...(agent && { agent }), ...(workflow && { workflow }) };
  const usual = (await runtime.ports.preferences.read(principal.userId)).agent;
  if (usual !== null && runtime.world.agent(usual)) return { agent: usual };
  return runtime.world.conductor(frontDesk) ? { workflow: frontDesk } : {};
}

export function postedIn(sessionId: string, state: SessionState, messageId: string, cursor: number): Posted {
  const run = runFor(state, messageId);
  const meant = run?.id ?? findMessage(state, messageId)?.runId ?? null;
  return { sessionId, messageId, runId: meant, cursor, status: run ? runStatus(run) : "undelivered" };
}

/** What the command caused; from the log where that was another time. */
export async function eventsOf(
  call: Asking,
  sessionId: string,
  change: Change,
  commandId: string,
): Promise<readonly Recorded[]> {
  if (!change.repeated) return change.events;
  const around = await call.runtime.events(
    call.principal,
    sessionId,
    Math.max(0, change.head - widestCommand),
    widestCommand,
  );
  return around.filter((event) => event.commandId === commandId);
}

/** Opens a session for what is to be done in it; it goes again if that is refused, so nothing half done is left. */
export async function inNewSession<T>(
  call: Asking,
  wanted: { title: string; agent?: string; workflow?: string },
  work: (sessionId: string) => Promise<T>,
): Promise<T & { sessionId: string }> {
  const { runtime, principal, key } = call;
  const { id, state } = await runtime.openSession(principal, wanted, key?.openingId);
  try {
    return { sessionId: id, ...(await work(id)) };
  } catch (error) {
    const isEmpty = state.messages.length === 0 && state.runs.length === 0;
    if (isEmpty)
      await runtime
        .deleteSession(principal, id)
        .catch((trouble: unknown) => runtime.metrics.observer.trouble("could not delete an empty session", trouble));
    throw error;
  }
}

function onlyForNew(field: string): AppError {
  const message =
    field === "agent"
      ? "and to mean the same in a session that is there; give one of them"
      : "can be given for a new session only";
  return new AppError("invalid", `The body does not fit. ${field}: ${message}.`, {
    fields: [{ path: field, message }],
  });
}
