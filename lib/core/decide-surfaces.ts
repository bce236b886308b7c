import type { CommandOf } from "./commands.ts";
import { postMessage, steer } from "./decide-messages.ts";
import { AppError, unreachable } from "./errors.ts";
import type { SessionEvent } from "./events.ts";
import type { TodoItem } from "./fields.ts";
import { requireOpenCall, requireSurface } from "./require.ts";
import { findCall, findRun, type SessionState } from "./state.ts";
import type { ShownSurface } from "./surface.ts";
import { checkTodo } from "./todo.ts";
import type { Given } from "./world.ts";

/** What `decide` says to an action on a surface: checked by the catalogue, then it reaches whoever it is for. */
export function actOnSurface(state: SessionState, command: CommandOf<"surface.act">, given: Given): SessionEvent[] {
  const surface = requireSurface(state, command.surfaceId);
  const { surfaceId, nodeId, action } = command;
  const parameters = command.parameters ?? {};
  const meant = given.world.surfaceAction(state, surface, { nodeId, action, parameters });
  const acted: SessionEvent = { type: "surface.acted", surfaceId, nodeId, action, parameters, by: given.by };
  switch (meant.do) {
    case "refuse":
      throw new AppError(meant.code, meant.reason, meant.fields ? { fields: meant.fields } : {});
    case "tell":
      return [acted, ...tell(state, surface, meant.answer, meant.words, given)];
    case "change":
      return [acted, { type: "surface.changed", surfaceId, patch: meant.patch, by: { kind: "user", id: given.by } }];
    case "todo": {
      const items = meant.items as TodoItem[];
      const wrong = checkTodo(items);
      if (wrong) throw new AppError("invalid", wrong);
      return [acted, { type: "todo.changed", items, by: { kind: "user", id: given.by } }];
    }
    case "run":
      return [acted];
    default:
      return unreachable(meant);
  }
}

/** The command that an action gives to the run that showed the surface; null where it means something else. */
export function commandOfAction(
  state: SessionState,
  { surfaceId, nodeId, action, parameters = {} }: CommandOf<"surface.act">,
  { world }: Given,
): CommandOf<"run.cancel" | "run.pause" | "run.resume" | "run.retry"> | null {
  const surface = requireSurface(state, surfaceId);
  const meant = world.surfaceAction(state, surface, { nodeId, action, parameters });
  if (meant.do !== "run") return null;
  if (!surface.runId) throw new AppError("conflict", "No run showed this surface, so there is none to act on.");
  return { type: meant.command, runId: surface.runId };
}

function tell(
  state: SessionState,
  surface: ShownSurface,
  answer: unknown,
  words: string,
  given: Given,
): SessionEvent[] {
  const call = surface.callId === undefined ? undefined : findCall(state, surface.callId)?.call;
  if (call?.question) {
    const { run } = requireOpenCall(state, call.callId);
    return [{ type: "question.answered", runId: run.id, callId: call.callId, answer, by: given.by }];
  }
  const run = surface.runId === undefined ? undefined : findRun(state, surface.runId);
  if (run && !run.finished && !run.cancelled) {
    const message = { id: given.newId("message"), content: words, author: { kind: "user" as const, id: given.by } };
    return steer(run, { type: "message.posted", message, parentId: null }, given.by);
  }
  return postMessage(state, { type: "message.post", content: words, whileRunning: "queue" }, given);
}
