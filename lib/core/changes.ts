import type { Limits } from "./fields.ts";
import type { Lists } from "./lists.ts";
import { addUsage, noUsage, type Usage } from "./model.ts";
import {
  type Call,
  findRun,
  inConversation,
  type Message,
  type Run,
  type SessionState,
  type Turn,
  waitingMessages,
} from "./state.ts";
import { guessTokens } from "./tokens.ts";

/** How one thing of a state is exchanged for another; all the rest stays what it is. */

export function changeMessage(
  state: SessionState,
  messageId: string,
  change: Partial<Message>,
  lists: Lists,
): SessionState {
  const index = state.messages.findLastIndex((message) => message.id === messageId);
  if (index < 0) return state;
  const changed = { ...(state.messages[index] as Message), ...change };
  return { ...state, messages: lists.replace(state.messages, index, changed) };
}

/** The places of those that wait stay as they are; who stands there changes. So the list keeps the order of its seqs. */
export function moveMessage(
  state: SessionState,
  messageId: string,
  before: string | undefined,
  lists: Lists,
): SessionState {
  const waiting = waitingMessages(state);
  const moved = waiting.find((message) => message.id === messageId);
  if (!moved) return state;
  const others = waiting.filter((message) => message !== moved);
  const place = before === undefined ? others.length : others.findIndex((message) => message.id === before);
  const inOrder = others.toSpliced(place < 0 ? others.length : place, 0, moved);
  let messages = state.messages;
  let index = -1;
  for (const [order, message] of inOrder.entries()) {
    index = state.messages.indexOf(waiting[order] as Message, index + 1);
    messages = lists.replace(messages, index, { ...message, seq: (waiting[order] as Message).seq });
  }
  return { ...state, messages };
}

export function changeRun(state: SessionState, runId: string, change: (run: Run) => Run, lists: Lists): SessionState {
  const index = state.runs.findLastIndex((run) => run.id === runId);
  if (index < 0) return state;
  return { ...state, runs: lists.replace(state.runs, index, change(state.runs[index] as Run)) };
}

/** What the run has used, with this too. */
export function spent(
  run: Run,
  { usage = noUsage, cost = null, ms = 0 }: { usage?: Usage; cost?: number | null; ms?: number },
) {
  return {
    usage: addUsage(run.usage, usage),
    cost: cost === null ? run.cost : (run.cost ?? 0) + cost,
    activeMs: run.activeMs + ms,
  };
}

export function changeTurn(run: Run, turnId: string, change: Partial<Turn>, lists: Lists): Run {
  const index = run.turns.findLastIndex((turn) => turn.id === turnId);
  if (index < 0) return run;
  return { ...run, turns: lists.replace(run.turns, index, { ...(run.turns[index] as Turn), ...change }) };
}

export function changeCall(
  state: SessionState,
  { runId, callId }: { runId: string; callId: string },
  change: (call: Call) => Partial<Call>,
  lists: Lists,
): SessionState {
  return changeRun(
    state,
    runId,
    (run) => {
      const index = run.calls.findLastIndex((call) => call.callId === callId);
      if (index < 0) return run;
      const call = run.calls[index] as Call;
      return { ...run, calls: lists.replace(run.calls, index, { ...call, ...change(call) }) };
    },
    lists,
  );
}

export function endCall(
  state: SessionState,
  event: { runId: string; callId: string },
  change: Partial<Call>,
  result: string,
  ms: number,
  lists: Lists,
): SessionState {
  const tokens = guessTokens(result);
  const ended = changeCall(state, event, (call) => ({ ...change, tokens: call.tokens + tokens }), lists);
  return changeRun(ended, event.runId, (run) => ({ ...run, activeMs: run.activeMs + ms }), lists);
}

export function placeReply(
  state: SessionState,
  runId: string,
  reply: Omit<Message, "parentId" | "status" | "tokens" | "runId">,
  lists: Lists,
): SessionState {
  return place(state, runId, { ...reply, runId, tokens: guessTokens(reply.content) }, lists);
}

/** At the end of the branch in view, or after `parentId`; for a run of its own (a child, a task) at the end of that run's transcript. */
export function place(
  state: SessionState,
  runId: string | undefined,
  message: Omit<Message, "parentId" | "status">,
  lists: Lists,
  parentId: string | null = null,
): SessionState {
  const run = runId === undefined ? undefined : findRun(state, runId);
  if (run && !inConversation(run)) {
    const last = state.messages.findLast((each) => each.runId === run.id && each.status === "placed");
    const placed: Message = { ...message, parentId: last?.id ?? null, status: "placed", runId: run.id };
    return { ...state, messages: lists.append(state.messages, placed) };
  }
  const placed: Message = { ...message, parentId: parentId ?? state.leafId, status: "placed" };
  return { ...state, messages: lists.append(state.messages, placed), leafId: placed.id };
}

export function addLimits(a: Limits, b: Limits): Limits {
  const sum: Limits = { ...a };
  for (const name of ["turns", "tokens", "seconds", "cost"] as const) {
    if (b[name] !== undefined) sum[name] = (a[name] ?? 0) + b[name];
  }
  return sum;
}
