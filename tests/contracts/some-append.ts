import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import type { RunSummary, SessionSummary } from "../../lib/core/summary.ts";
import type { Append } from "../../server/ports/log.ts";

const at = "2026-01-01T00:00:00.000Z";

export function someSession(id: string, head: number, changes: Partial<SessionSummary> = {}): SessionSummary {
  return {
    id,
    ownerId: "ada",
    title: "A conversation",
    workflow: "solo",
    agent: "general",
    tags: [],
    status: "active",
    expiresAt: null,
    openedAt: at,
    changedAt: at,
    head,
    messageCount: head,
    openRuns: 0,
    waitingForPerson: 0,
    lastText: "hello",
    ...changes,
  };
}

export function someRun(id: string, sessionId: string, changes: Partial<RunSummary> = {}): RunSummary {
  return {
    id,
    sessionId,
    ownerId: "ada",
    agent: "general",
    agentVersion: 1,
    status: "running",
    open: true,
    priority: "normal",
    task: "say hello",
    depth: 0,
    parentRunId: null,
    queuedAt: at,
    startedAt: at,
    finishedAt: null,
    model: "demo",
    turns: 1,
    calls: 0,
    inputTokens: 10,
    cachedTokens: 2,
    outputTokens: 5,
    reasoningTokens: 1,
    cost: 0.5,
    activeMs: 12.5,
    error: null,
    errorCode: null,
    retryOf: null,
    ...changes,
  };
}

export function someEvent(seq: number, content: string): Recorded {
  const message = { id: `msg_${seq}`, content, author: { kind: "user" as const, id: "ada" } };
  const event: SessionEvent = { type: "message.posted", message, parentId: null };
  return { ...event, seq, at };
}

/** An append of one event for each of `contents`. */
export function someAppend(
  sessionId: string,
  expected: number,
  contents: readonly string[] = ["hello"],
  rest: { commandId?: string; session?: Partial<SessionSummary>; runs?: readonly RunSummary[] } = {},
): Append {
  const events = contents.map((content, index) => someEvent(expected + index + 1, content));
  return {
    sessionId,
    expected,
    events,
    session: someSession(sessionId, expected + events.length, rest.session),
    runs: rest.runs ?? [],
    ...(rest.commandId !== undefined && { commandId: rest.commandId }),
  };
}

export function seqs(events: readonly Recorded[]): number[] {
  return events.map((event) => event.seq);
}

/** 1…n */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
