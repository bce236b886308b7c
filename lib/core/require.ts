import type { Agent } from "./agent.ts";
import { AppError } from "./errors.ts";
import {
  type Call,
  closedCalls,
  findCall,
  findMessage,
  findRun,
  findSurface,
  inConversation,
  type Message,
  openReplies,
  type Run,
  type SessionState,
} from "./state.ts";
import type { ShownSurface } from "./surface.ts";
import type { World } from "./world.ts";

/** Preconditions of commands, each with the sentence that a person reads when it does not hold. */

export function requireOpenSession(state: SessionState): void {
  if (state.head === 0) throw new AppError("not_found", "There is no such session.");
  if (state.status === "completed" || state.status === "expired") {
    throw new AppError("conflict", `This session is ${state.status}. Start a new one, or set its status to "active".`);
  }
}

export function requireSessionNotPaused(state: SessionState): void {
  if (state.status === "paused")
    throw new AppError("conflict", 'This session is paused. Set its status to "active" to go on.');
}

export function requireRun(state: SessionState, runId: string): Run {
  const run = findRun(state, runId);
  if (!run) throw new AppError("not_found", `There is no run ${runId} in this session.`);
  return run;
}

export function requireOpenRun(state: SessionState, runId: string): Run {
  const run = requireRun(state, runId);
  if (run.finished) throw new AppError("conflict", `Run ${runId} has already ended (${run.finished.outcome}).`);
  if (run.cancelled) throw new AppError("conflict", `Run ${runId} is being cancelled.`);
  return run;
}

export function requireMessage(state: SessionState, messageId: string): Message {
  const message = findMessage(state, messageId);
  if (!message) throw new AppError("not_found", `There is no message ${messageId} in this session.`);
  return message;
}

export function requireWaiting(state: SessionState, messageId: string, whatIsDone: string): Message {
  const message = requireMessage(state, messageId);
  if (message.status !== "waiting") {
    throw new AppError(
      "conflict",
      `Only a message that still waits can be ${whatIsDone}; this one was delivered or withdrawn.`,
    );
  }
  return message;
}

/** What still waits, was withdrawn, or was said to a task or a child has no place in the conversation. */
export function requireInConversation(state: SessionState, message: Message): void {
  if (message.status !== "placed") {
    throw new AppError("conflict", "This message is not part of the conversation: it still waits, or was withdrawn.");
  }
  const run = message.runId === undefined ? undefined : findRun(state, message.runId);
  if (run && !inConversation(run)) {
    throw new AppError("conflict", "This message belongs to a task of its own, not to the conversation.");
  }
}

export function requireOpenCall(state: SessionState, callId: string): { run: Run; call: Call } {
  const found = findCall(state, callId);
  if (!found) throw new AppError("not_found", `There is no call ${callId} in this session.`);
  if (found.run.finished || closedCalls.has(found.call.status)) {
    throw new AppError("conflict", `Call ${callId} is over (${found.call.status}); it can be answered once only.`);
  }
  if (found.run.cancelled) throw new AppError("conflict", `The run of call ${callId} is being cancelled.`);
  return found;
}

export function requireSurface(state: SessionState, surfaceId: string): ShownSurface {
  const surface = findSurface(state, surfaceId);
  if (!surface) throw new AppError("not_found", `There is no surface ${surfaceId} in this session.`);
  return surface;
}

export function requireAgent(world: World, name: string): Agent {
  const agent = world.agent(name);
  if (!agent) throw new AppError("not_found", `There is no agent "${name}". GET /api/v1/agents lists them.`);
  return agent;
}

export function requireWorkflow(world: World, name: string, version?: number): Agent {
  const workflow = world.conductor(name, version);
  if (!workflow && version !== undefined)
    throw new AppError("not_found", `There is no version ${version} of workflow "${name}".`);
  if (!workflow) throw new AppError("not_found", `There is no workflow "${name}". GET /api/v1/workflows lists them.`);
  return workflow;
}

export function requireNoOpenReply(state: SessionState, what: string): void {
  if (openReplies(state).length > 0) {
    throw new AppError("conflict", `An agent is still at work in this session. Stop it first, then ${what}.`);
  }
}
