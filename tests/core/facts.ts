import type { EventOf, EventType, Recorded, SessionEvent } from "../../lib/core/events.ts";
import { now } from "./test-world.ts";

/** Facts with everything filled in that a test does not care about. */

type Fields<T extends EventType> = Partial<Omit<EventOf<T>, "type">>;

export function opened(fields: Fields<"session.opened"> = {}): SessionEvent {
  return {
    type: "session.opened",
    title: "A session",
    ownerId: "ada",
    workflow: "solo",
    agent: "general",
    tags: [],
    participants: ["ada"],
    whileRunning: "queue",
    expiresAt: null,
    ...fields,
  };
}

export function posted(
  messageId: string,
  content = `text of ${messageId}`,
  fields: Fields<"message.posted"> = {},
): SessionEvent {
  return {
    type: "message.posted",
    message: { id: messageId, content, author: { kind: "user", id: "ada" } },
    parentId: null,
    ...fields,
  };
}

export function queued(runId: string, fields: Fields<"run.queued"> = {}): SessionEvent {
  return {
    type: "run.queued",
    runId,
    agent: "general",
    agentVersion: 1,
    task: `task of ${runId}`,
    depth: 0,
    priority: "normal",
    ...fields,
  };
}

export function runStarted(runId: string): SessionEvent {
  return { type: "run.started", runId, worker: "worker" };
}

export function cancelled(runId: string): SessionEvent {
  return { type: "run.cancelled", runId, by: "ada" };
}

export function finished(runId: string, fields: Fields<"run.finished"> = {}): SessionEvent {
  return { type: "run.finished", runId, outcome: "done", ...fields };
}

export function turnStarted(runId: string, turnId: string, attempt = 1): SessionEvent {
  return { type: "turn.started", runId, turnId, attempt, model: "demo/demo", worker: "worker" };
}

interface CallFacts {
  callId: string;
  tool: string;
  arguments?: unknown;
}

export function turnCompleted(
  runId: string,
  turnId: string,
  content: string,
  calls: CallFacts[] = [],
  fields: Fields<"turn.completed"> = {},
): SessionEvent {
  return {
    type: "turn.completed",
    runId,
    turnId,
    message: { id: `${turnId}-message`, content, author: { kind: "agent", id: "general" } },
    calls: calls.map((call) => ({ arguments: {}, ...call })),
    usage: { input: 10, cached: 0, output: 5, reasoning: 0 },
    cost: null,
    ms: 100,
    ttftMs: 10,
    model: "demo/demo",
    ...fields,
  };
}

export function turnFailed(
  runId: string,
  turnId: string,
  code: string,
  fields: Fields<"turn.failed"> = {},
): SessionEvent {
  return {
    type: "turn.failed",
    runId,
    turnId,
    error: { code, message: `It failed: ${code}.` },
    partial: "",
    ...fields,
  };
}

export function proposed(
  runId: string,
  callId: string,
  tool = "echo",
  fields: Fields<"tool.proposed"> = {},
): SessionEvent {
  return { type: "tool.proposed", runId, callId, tool, arguments: {}, ...fields };
}

export function toolStarted(runId: string, callId: string, attempt = 1): SessionEvent {
  return { type: "tool.started", runId, callId, effectId: `effect-of-${callId}`, attempt, worker: "worker" };
}

export function toolFinished(runId: string, callId: string, content = `result of ${callId}`): SessionEvent {
  return { type: "tool.finished", runId, callId, content, ms: 10 };
}

export function toolFailed(runId: string, callId: string, code = "broken"): SessionEvent {
  return { type: "tool.failed", runId, callId, error: { code, message: `It failed: ${code}.` }, ms: 10 };
}

/** A turn from its start to its end, its calls proposed. */
export function wholeTurn(runId: string, turnId: string, content: string, calls: CallFacts[] = []): SessionEvent[] {
  return [
    turnStarted(runId, turnId),
    turnCompleted(runId, turnId, content, calls),
    ...calls.map((call) => proposed(runId, call.callId, call.tool, { arguments: call.arguments ?? {} })),
  ];
}

/** A call that ran and ended well. */
export function wholeCall(runId: string, callId: string, content?: string): SessionEvent[] {
  return [toolStarted(runId, callId), toolFinished(runId, callId, content)];
}

/** A session in which ada posted `m1` and the run `r1` answers it. */
export function answering(fields: Fields<"run.queued"> = {}): SessionEvent[] {
  return [opened(), posted("m1"), queued("r1", { replyTo: "m1", ...fields })];
}

export function recorded(events: readonly SessionEvent[], from = 0): Recorded[] {
  return events.map((event, index) => ({ ...event, seq: from + index + 1, at: now }));
}
