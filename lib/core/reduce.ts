import { unreachable } from "./errors.ts";
import type { Recorded } from "./events.ts";
import type { Limits } from "./fields.ts";
import { copyingLists, type Lists, OwnLists } from "./lists.ts";
import { addUsage, noUsage } from "./model.ts";
import {
  type Call,
  findMessage,
  findRun,
  inConversation,
  type Message,
  nothingYet,
  type Run,
  type SessionState,
  type Turn,
} from "./state.ts";
import { guessTokens, tokensOfJson } from "./tokens.ts";

/** What an event means: the only place. Never throws on a log that was written by `decide` and `follow`. */
export function reduce(before: SessionState, event: Recorded): SessionState {
  return apply(before, event, copyingLists);
}

/** The state after all these events. Costs by their number, however long the session. */
export function fold(events: Iterable<Recorded>, from: SessionState = nothingYet): SessionState {
  const lists = new OwnLists();
  let state = from;
  for (const event of events) state = apply(state, event, lists);
  return state;
}

function apply(before: SessionState, event: Recorded, lists: Lists): SessionState {
  const state: SessionState = { ...before, head: event.seq, changedAt: event.at };
  switch (event.type) {
    case "session.opened": {
      const { type: _type, seq: _seq, at, commandId: _commandId, forkOf, ...fields } = event;
      return { ...state, ...fields, forkOf: forkOf ?? null, openedAt: at };
    }
    case "session.changed": {
      const { type: _type, seq: _seq, at: _at, commandId: _commandId, by: _by, ...fields } = event;
      return { ...state, ...fields };
    }
    case "session.closed":
      return { ...state, status: event.status };

    case "message.posted": {
      const waits = event.whileRunning !== undefined;
      const posted: Message = {
        ...event.message,
        seq: event.seq,
        at: event.at,
        parentId: event.parentId,
        status: waits ? "waiting" : "placed",
        tokens: guessTokens(event.message.content),
        ...(event.to && { to: event.to }),
        ...(event.thread && { thread: event.thread }),
        ...(event.whileRunning && { whileRunning: event.whileRunning }),
        ...(event.runId && { runId: event.runId }),
        ...(event.run && { run: event.run }),
      };
      return { ...state, messages: lists.append(state.messages, posted), leafId: waits ? state.leafId : posted.id };
    }
    case "message.edited": {
      const original = findMessage(state, event.messageId);
      const { content } = event.message;
      const tokens = guessTokens(content);
      if (original?.status === "waiting") return changeMessage(state, original.id, { content, tokens }, lists);
      const branch: Message = {
        ...event.message,
        seq: event.seq,
        at: event.at,
        parentId: original?.parentId ?? null,
        status: "placed",
        tokens,
        ...(event.to && { to: event.to }),
        ...(original?.thread && { thread: original.thread }),
        ...(original?.run && { run: original.run }),
      };
      return { ...state, messages: lists.append(state.messages, branch), leafId: branch.id };
    }
    case "message.withdrawn":
      return changeMessage(state, event.messageId, { status: "withdrawn" }, lists);
    case "message.delivered": {
      const index = state.messages.findLastIndex((message) => message.id === event.messageId);
      if (index < 0) return state;
      // Its place is where it is delivered, not where it was posted. The run it was meant for counts only if it got there.
      const { runId, ...waiting } = state.messages[index] as Message;
      const withoutIt = { ...state, messages: lists.remove(state.messages, index) };
      const delivered = { ...waiting, ...(event.runId && { runId }), delivered: event.as, seq: event.seq };
      return place(withoutIt, event.runId, delivered, lists, waiting.parentId);
    }
    case "message.routed": {
      const { to, by, confidence, reason } = event;
      return changeMessage(state, event.messageId, { routed: { to, by, confidence, reason } }, lists);
    }

    case "run.queued": {
      const run: Run = {
        id: event.runId,
        agent: event.agent,
        agentVersion: event.agentVersion,
        task: event.task,
        depth: event.depth,
        priority: event.priority,
        limits: event.limits ?? {},
        allowed: {},
        queuedAt: event.at,
        startedAt: null,
        finishedAt: null,
        paused: null,
        cancelled: null,
        finished: null,
        turns: [],
        calls: [],
        usage: noUsage,
        cost: null,
        activeMs: 0,
        compressed: null,
        guardFrom: 0,
        ...(event.replyTo && { replyTo: event.replyTo }),
        ...(event.models && { models: event.models }),
        ...(event.parent && { parent: event.parent }),
        ...(event.dependsOn && { dependsOn: event.dependsOn }),
        ...(event.retryOf && { retryOf: event.retryOf }),
      };
      return { ...state, runs: lists.append(state.runs, run), leafId: event.replyTo ?? state.leafId };
    }
    case "run.started":
      return changeRun(state, event.runId, (run) => ({ ...run, startedAt: run.startedAt ?? event.at }), lists);
    case "run.paused": {
      const { reason, by } = event;
      return changeRun(state, event.runId, (run) => ({ ...run, paused: { reason, by } }), lists);
    }
    case "run.resumed":
      return changeRun(state, event.runId, (run) => ({ ...run, paused: null, guardFrom: run.calls.length }), lists);
    case "run.allowed":
      return changeRun(state, event.runId, (run) => ({ ...run, allowed: addLimits(run.allowed, event.more) }), lists);
    case "run.cancelled": {
      const cancelled = { by: event.by, ...(event.reason && { reason: event.reason }) };
      return changeRun(state, event.runId, (run) => ({ ...run, cancelled }), lists);
    }
    case "run.finished": {
      const { outcome, error, limit } = event;
      const finished = { outcome, ...(error && { error }), ...(limit && { limit }) };
      return changeRun(state, event.runId, (run) => ({ ...run, finishedAt: event.at, finished }), lists);
    }

    case "turn.started": {
      const turn: Turn = {
        id: event.turnId,
        attempt: event.attempt,
        model: event.model,
        worker: event.worker,
        startedAt: event.at,
        status: "open",
        callIds: [],
      };
      return changeRun(state, event.runId, (run) => ({ ...run, turns: lists.append(run.turns, turn) }), lists);
    }
    case "turn.completed": {
      const { turnId, model, usage, cost, ms, ttftMs } = event;
      const callIds = event.calls.map((call) => call.callId);
      const calls = event.calls.map((call): Call => {
        return { ...call, turnId, status: "requested", tokens: tokensOfJson(call.arguments) };
      });
      const completed = {
        status: "completed" as const,
        model,
        messageId: event.message.id,
        callIds,
        usage,
        cost,
        ms,
        ttftMs,
      };
      const written = changeRun(
        state,
        event.runId,
        (run) => ({
          ...changeTurn(run, turnId, completed, lists),
          calls: lists.append(run.calls, ...calls),
          usage: addUsage(run.usage, usage),
          cost: cost === null ? run.cost : (run.cost ?? 0) + cost,
          activeMs: run.activeMs + ms,
        }),
        lists,
      );
      return placeReply(written, event.runId, { ...event.message, seq: event.seq, at: event.at, turnId }, lists);
    }
    case "turn.failed": {
      const { turnId, error, partial, reasoning, ms, willRetryInMs, nextModel } = event;
      const how = {
        status: "failed" as const,
        error,
        partial,
        ...(reasoning && { reasoning }),
        ...(ms !== undefined && { ms }),
        ...(willRetryInMs !== undefined && { willRetryInMs }),
        ...(nextModel && { nextModel }),
      };
      const failed = changeRun(
        state,
        event.runId,
        (run) => ({ ...changeTurn(run, turnId, how, lists), activeMs: run.activeMs + (ms ?? 0) }),
        lists,
      );
      const run = findRun(failed, event.runId);
      const wasStopped = run?.cancelled || error.code === "cancelled" || error.code === "limit_seconds";
      if (!run || !wasStopped || partial === "") return failed;
      // What a person had read when the agent was stopped stays in the conversation.
      const author = { kind: "agent" as const, id: run.agent };
      const { seq, at } = event;
      const stopped = { id: `${turnId}:partial`, author, content: partial, stopped: true as const, seq, at, turnId };
      return placeReply(failed, run.id, stopped, lists);
    }

    case "tool.proposed": {
      const { approval } = event;
      const proposed = {
        arguments: event.arguments,
        ...(approval && { approval, status: "awaiting-approval" as const }),
      };
      return changeCall(state, event, () => proposed, lists);
    }
    case "tool.approved":
      return changeCall(
        state,
        event,
        (call) => ({
          status: "approved",
          approvedBy: event.by,
          ...(event.arguments !== undefined && {
            proposedArguments: call.arguments,
            arguments: event.arguments,
            tokens: tokensOfJson(event.arguments),
          }),
        }),
        lists,
      );
    case "tool.denied": {
      const error = { code: "denied", message: event.reason };
      return endCall(state, event, { status: "denied", error }, event.reason, 0, lists);
    }
    case "tool.started": {
      const { effectId, attempt, worker, at } = event;
      return changeCall(state, event, () => ({ status: "running", effectId, attempt, worker, startedAt: at }), lists);
    }
    case "tool.progress":
      return changeCall(state, event, () => ({ progress: event.value }), lists);
    case "tool.finished": {
      const { content, details, ms } = event;
      const finished = { status: "finished" as const, content, ms, ...(details !== undefined && { details }) };
      return endCall(state, event, finished, content, ms, lists);
    }
    case "tool.failed": {
      const { error, ms } = event;
      return endCall(state, event, { status: "failed", error, ms }, error.message, ms, lists);
    }
    case "question.asked": {
      const { question, choices, schema } = event;
      const asked = { question, ...(choices && { choices }), ...(schema && { schema }) };
      return changeCall(state, event, () => ({ status: "awaiting-answer", question: asked }), lists);
    }
    case "question.answered":
      return changeCall(state, event, () => ({ answer: event.answer }), lists);

    case "todo.changed":
      return { ...state, todo: event.items };
    case "context.compressed": {
      const compressed = { upTo: event.upTo, summary: event.summary, dropped: event.dropped };
      const run = findRun(state, event.runId);
      if (run && !inConversation(run)) return changeRun(state, run.id, (each) => ({ ...each, compressed }), lists);
      return { ...state, compressed };
    }
    default:
      return unreachable(event);
  }
}

function changeMessage(state: SessionState, messageId: string, change: Partial<Message>, lists: Lists): SessionState {
  const index = state.messages.findLastIndex((message) => message.id === messageId);
  if (index < 0) return state;
  const changed = { ...(state.messages[index] as Message), ...change };
  return { ...state, messages: lists.replace(state.messages, index, changed) };
}

function changeRun(state: SessionState, runId: string, change: (run: Run) => Run, lists: Lists): SessionState {
  const index = state.runs.findLastIndex((run) => run.id === runId);
  if (index < 0) return state;
  return { ...state, runs: lists.replace(state.runs, index, change(state.runs[index] as Run)) };
}

function changeTurn(run: Run, turnId: string, change: Partial<Turn>, lists: Lists): Run {
  const index = run.turns.findLastIndex((turn) => turn.id === turnId);
  if (index < 0) return run;
  return { ...run, turns: lists.replace(run.turns, index, { ...(run.turns[index] as Turn), ...change }) };
}

function changeCall(
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

function endCall(
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

function placeReply(
  state: SessionState,
  runId: string,
  reply: Omit<Message, "parentId" | "status" | "tokens" | "runId">,
  lists: Lists,
): SessionState {
  return place(state, runId, { ...reply, runId, tokens: guessTokens(reply.content) }, lists);
}

/** At the end of the branch in view, or after `parentId`; for a run of its own (a child, a task) at the end of that run's transcript. */
function place(
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

function addLimits(a: Limits, b: Limits): Limits {
  const sum: Limits = { ...a };
  for (const name of ["turns", "tokens", "seconds", "cost"] as const) {
    if (b[name] !== undefined) sum[name] = (a[name] ?? 0) + b[name];
  }
  return sum;
}
