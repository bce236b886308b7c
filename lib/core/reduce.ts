import { unreachable } from "./errors.ts";
import type { Recorded } from "./events.ts";
import type { Limits } from "./fields.ts";
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
import { guessTokens } from "./tokens.ts";

/** What an event means: the only place. Never throws on a log that was written by `decide` and `follow`. */
export function reduce(before: SessionState, event: Recorded): SessionState {
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
      return { ...state, messages: [...state.messages, posted], leafId: waits ? state.leafId : posted.id };
    }
    case "message.edited": {
      const original = findMessage(state, event.messageId);
      if (original?.status === "waiting") {
        return changeMessage(state, event.messageId, {
          content: event.message.content,
          tokens: guessTokens(event.message.content),
        });
      }
      const branch: Message = {
        ...event.message,
        seq: event.seq,
        at: event.at,
        parentId: original?.parentId ?? null,
        status: "placed",
        tokens: guessTokens(event.message.content),
        ...(event.to && { to: event.to }),
      };
      return { ...state, messages: [...state.messages, branch], leafId: branch.id };
    }
    case "message.withdrawn":
      return changeMessage(state, event.messageId, { status: "withdrawn" });
    case "message.delivered": {
      const waiting = findMessage(state, event.messageId);
      if (!waiting) return state;
      const withoutIt = { ...state, messages: state.messages.filter((each) => each !== waiting) };
      return place(withoutIt, event.runId, { ...waiting, delivered: event.as, seq: event.seq });
    }
    case "message.routed": {
      const { to, by, confidence, reason } = event;
      return changeMessage(state, event.messageId, { routed: { to, by, confidence, reason } });
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
      return { ...state, runs: [...state.runs, run], leafId: event.replyTo ?? state.leafId };
    }
    case "run.started":
      return changeRun(state, event.runId, (run) => ({ ...run, startedAt: run.startedAt ?? event.at }));
    case "run.paused":
      return changeRun(state, event.runId, (run) => ({ ...run, paused: { reason: event.reason, by: event.by } }));
    case "run.resumed":
      return changeRun(state, event.runId, (run) => ({ ...run, paused: null, guardFrom: run.calls.length }));
    case "run.allowed":
      return changeRun(state, event.runId, (run) => ({ ...run, allowed: addLimits(run.allowed, event.more) }));
    case "run.cancelled":
      return changeRun(state, event.runId, (run) => ({
        ...run,
        cancelled: { by: event.by, ...(event.reason && { reason: event.reason }) },
      }));
    case "run.finished":
      return changeRun(state, event.runId, (run) => ({
        ...run,
        finishedAt: event.at,
        finished: {
          outcome: event.outcome,
          ...(event.error && { error: event.error }),
          ...(event.limit && { limit: event.limit }),
        },
      }));

    case "turn.started":
      return changeRun(state, event.runId, (run) => ({
        ...run,
        turns: [
          ...run.turns,
          {
            id: event.turnId,
            attempt: event.attempt,
            model: event.model,
            worker: event.worker,
            startedAt: event.at,
            status: "open",
            callIds: [],
          },
        ],
      }));
    case "turn.completed": {
      const written = changeRun(state, event.runId, (run) => ({
        ...changeTurn(run, event.turnId, {
          status: "completed",
          model: event.model,
          messageId: event.message.id,
          callIds: event.calls.map((call) => call.callId),
          usage: event.usage,
          cost: event.cost,
          ms: event.ms,
          ttftMs: event.ttftMs,
        }),
        calls: [
          ...run.calls,
          ...event.calls.map((call): Call => ({ ...call, turnId: event.turnId, status: "requested" })),
        ],
        usage: addUsage(run.usage, event.usage),
        cost: event.cost === null ? run.cost : (run.cost ?? 0) + event.cost,
        activeMs: run.activeMs + event.ms,
      }));
      return placeReply(written, event.runId, { ...event.message, seq: event.seq, at: event.at, turnId: event.turnId });
    }
    case "turn.failed": {
      const failed = changeRun(state, event.runId, (run) => ({
        ...changeTurn(run, event.turnId, {
          status: "failed",
          error: event.error,
          partial: event.partial,
          ...(event.reasoning && { reasoning: event.reasoning }),
          ...(event.ms !== undefined && { ms: event.ms }),
          ...(event.willRetryInMs !== undefined && { willRetryInMs: event.willRetryInMs }),
          ...(event.nextModel && { nextModel: event.nextModel }),
        }),
        activeMs: run.activeMs + (event.ms ?? 0),
      }));
      if (event.error.code !== "cancelled" || event.partial === "") return failed;
      // What a person had read when they pressed stop stays in the conversation.
      const run = findRun(failed, event.runId);
      return placeReply(failed, event.runId, {
        id: `${event.turnId}.partial`,
        author: { kind: "agent", id: run?.agent ?? "" },
        content: event.partial,
        stopped: true,
        seq: event.seq,
        at: event.at,
        turnId: event.turnId,
      });
    }

    case "tool.proposed":
      return changeCall(state, event.runId, event.callId, {
        arguments: event.arguments,
        ...(event.approval && { approval: event.approval, status: "awaiting-approval" as const }),
      });
    case "tool.approved":
      return changeRun(state, event.runId, (run) => ({
        ...run,
        calls: run.calls.map((call) => {
          if (call.callId !== event.callId) return call;
          const approved: Call = { ...call, status: "approved", approvedBy: event.by };
          return event.arguments === undefined
            ? approved
            : { ...approved, proposedArguments: call.arguments, arguments: event.arguments };
        }),
      }));
    case "tool.denied":
      return changeCall(state, event.runId, event.callId, {
        status: "denied",
        error: { code: "denied", message: event.reason },
      });
    case "tool.started":
      return changeCall(state, event.runId, event.callId, {
        status: "running",
        effectId: event.effectId,
        attempt: event.attempt,
        worker: event.worker,
        startedAt: event.at,
      });
    case "tool.progress":
      return changeCall(state, event.runId, event.callId, { progress: event.value });
    case "tool.finished":
      return addActiveMs(
        changeCall(state, event.runId, event.callId, {
          status: "finished",
          content: event.content,
          ms: event.ms,
          ...(event.details !== undefined && { details: event.details }),
        }),
        event.runId,
        event.ms,
      );
    case "tool.failed":
      return addActiveMs(
        changeCall(state, event.runId, event.callId, { status: "failed", error: event.error, ms: event.ms }),
        event.runId,
        event.ms,
      );
    case "question.asked":
      return changeCall(state, event.runId, event.callId, {
        status: "awaiting-answer",
        question: {
          question: event.question,
          ...(event.choices && { choices: event.choices }),
          ...(event.schema && { schema: event.schema }),
        },
      });
    case "question.answered":
      return changeCall(state, event.runId, event.callId, { answer: event.answer });

    case "todo.changed":
      return { ...state, todo: event.items };
    case "context.compressed": {
      const compressed = { upTo: event.upTo, summary: event.summary, dropped: event.dropped };
      const run = findRun(state, event.runId);
      if (run && !inConversation(run)) return changeRun(state, run.id, (each) => ({ ...each, compressed }));
      return { ...state, compressed };
    }
    default:
      return unreachable(event);
  }
}

export function fold(events: Iterable<Recorded>, from: SessionState = nothingYet): SessionState {
  let state = from;
  for (const event of events) state = reduce(state, event);
  return state;
}

function changeMessage(state: SessionState, messageId: string, change: Partial<Message>): SessionState {
  return { ...state, messages: state.messages.map((each) => (each.id === messageId ? { ...each, ...change } : each)) };
}

function changeRun(state: SessionState, runId: string, change: (run: Run) => Run): SessionState {
  const index = state.runs.findLastIndex((run) => run.id === runId);
  if (index < 0) return state;
  const runs = state.runs.slice();
  runs[index] = change(runs[index] as Run);
  return { ...state, runs };
}

function changeTurn(run: Run, turnId: string, change: Partial<Turn>): Run {
  return { ...run, turns: run.turns.map((turn) => (turn.id === turnId ? { ...turn, ...change } : turn)) };
}

function changeCall(state: SessionState, runId: string, callId: string, change: Partial<Call>): SessionState {
  return changeRun(state, runId, (run) => ({
    ...run,
    calls: run.calls.map((call) => (call.callId === callId ? { ...call, ...change } : call)),
  }));
}

function addActiveMs(state: SessionState, runId: string, ms: number): SessionState {
  return changeRun(state, runId, (run) => ({ ...run, activeMs: run.activeMs + ms }));
}

function placeReply(
  state: SessionState,
  runId: string,
  reply: Omit<Message, "parentId" | "status" | "tokens" | "runId">,
): SessionState {
  return place(state, runId, { ...reply, runId, tokens: guessTokens(reply.content) });
}

/** At the end of the branch in view; for a run of its own (a child, a task) at the end of that run's transcript. */
function place(
  state: SessionState,
  runId: string | undefined,
  message: Omit<Message, "parentId" | "status">,
): SessionState {
  const run = runId === undefined ? undefined : findRun(state, runId);
  const apart = run !== undefined && !inConversation(run);
  const parentId = apart ? (state.messages.findLast((each) => each.runId === runId)?.id ?? null) : state.leafId;
  const placed: Message = { ...message, parentId, status: "placed", ...(apart && { runId: run.id }) };
  return { ...state, messages: [...state.messages, placed], leafId: apart ? state.leafId : placed.id };
}

function addLimits(a: Limits, b: Limits): Limits {
  const sum: Limits = { ...a };
  for (const name of ["turns", "tokens", "seconds", "cost"] as const) {
    if (b[name] !== undefined) sum[name] = (a[name] ?? 0) + b[name];
  }
  return sum;
}
