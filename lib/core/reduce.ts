import { advanceFlow } from "./advance-flow.ts";
import {
  addLimits,
  changeCall,
  changeMessage,
  changeRun,
  changeTurn,
  endCall,
  moveMessage,
  place,
  placeReply,
  spent,
} from "./changes.ts";
import { equalJson } from "./equal-json.ts";
import { unreachable } from "./errors.ts";
import type { Recorded } from "./events.ts";
import { copyingLists, type Lists, OwnLists } from "./lists.ts";
import { noUsage } from "./model.ts";
import { reduceSurfaces } from "./reduce-surfaces.ts";
import {
  type AskedMeanwhile as Asked,
  type Call,
  findMessage,
  findRun,
  hasOwnTranscript,
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
    case "message.moved":
      return moveMessage(state, event.messageId, event.before, lists);
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
      const { to, by, confidence, reason, candidates } = event;
      return changeMessage(state, event.messageId, { routed: { to, by, confidence, reason, candidates } }, lists);
    }
    case "message.rerouted": {
      // Who else was considered stays to be read.
      const candidates = findMessage(state, event.messageId)?.routed?.candidates;
      const routed = {
        ...{ to: event.to, by: "user", confidence: 1, reason: `${event.by} said so`, was: event.was },
        ...(candidates && { candidates }),
      };
      return changeMessage(state, event.messageId, { routed }, lists);
    }

    case "message.rated": {
      const { messageId, rating, reasons, note, by } = event;
      const others = (findMessage(state, messageId)?.ratings ?? []).filter((each) => each.by !== by);
      const mine = rating ? [{ by, rating, ...(reasons && { reasons }), ...(note && { note }) }] : [];
      return changeMessage(state, messageId, { ratings: [...others, ...mine] }, lists);
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
        ...(event.after && { after: event.after }),
        ...(event.routes && { routes: event.routes }),
        ...(event.sees && { sees: event.sees }),
        ...(event.node && { node: event.node }),
        ...(event.schema && { schema: event.schema }),
        ...(event.tools && { tools: event.tools }),
        ...(event.conducts && { flow: { visits: [], ended: null } }),
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
    case "run.rerun": {
      const { of, agentVersion, models } = event;
      const again = { rerunOf: of, ...(agentVersion !== undefined && { agentVersion }), ...(models && { models }) };
      // It is not to be held for a circle of the run that it copies.
      const begun = (run: Run): Run => ({ ...run, ...again, guardFrom: run.calls.length });
      return changeRun(state, event.runId, begun, lists);
    }
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
          ...spent(run, { usage, cost, ms }),
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
      return changeCall(
        state,
        event,
        (call) => ({
          ...proposed,
          // Made again with others than the model's own.
          ...(!equalJson(call.arguments, event.arguments) && {
            proposedArguments: call.proposedArguments ?? call.arguments,
            tokens: tokensOfJson(event.arguments),
          }),
        }),
        lists,
      );
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
          ...(event.digest && call.approval && { approval: { ...call.approval, digest: event.digest } }),
        }),
        lists,
      );
    case "tool.denied": {
      const error = { code: "denied", message: event.reason };
      return endCall(state, event, { status: "denied", error }, event.reason, 0, lists);
    }
    case "tool.started": {
      const { effectId, attempt, worker, at } = event;
      const started = { status: "running" as const, effectId, attempt, worker, startedAt: at };
      // What an attempt that died had asked is asked anew by the next one, or never.
      const answered = (asked: Asked[]) => asked.filter(({ answer }) => answer !== undefined);
      return changeCall(state, event, ({ asked }) => ({ ...started, ...(asked && { asked: answered(asked) }) }), lists);
    }
    case "tool.progress":
      return changeCall(state, event, () => ({ progress: event.value }), lists);
    case "tool.finished": {
      const { content, details, ms, ends } = event;
      const finished = {
        status: "finished" as const,
        content,
        ms,
        ...(details !== undefined && { details }),
        ...(ends && { ends }),
      };
      return endCall(state, event, finished, content, ms, lists);
    }
    case "tool.failed": {
      const { error, details, ms } = event;
      const how = { status: "failed" as const, error, ms, ...(details !== undefined && { details }) };
      return endCall(state, event, how, error.message, ms, lists);
    }
    case "question.asked": {
      const { question, choices, schema } = event;
      const asked = { question, ...(choices && { choices }), ...(schema && { schema }) };
      if (event.during) return changeCall(state, event, (call) => ({ asked: [...(call.asked ?? []), asked] }), lists);
      return changeCall(state, event, () => ({ status: "awaiting-answer", question: asked }), lists);
    }
    case "question.answered": {
      const { answer } = event;
      return changeCall(
        state,
        event,
        ({ status, asked }) =>
          status === "running" && asked ? { asked: asked.with(-1, { ...asked.at(-1), answer } as Asked) } : { answer },
        lists,
      );
    }

    case "workflow.advanced": {
      const advanced = changeRun(state, event.runId, (run) => advanceFlow(run, event, lists), lists);
      if (!event.message) return advanced;
      return placeReply(advanced, event.runId, { ...event.message, seq: event.seq, at: event.at }, lists);
    }
    case "handoff.made": {
      const { to, reason, task, sees } = event;
      const handed = changeRun(state, event.runId, (run) => ({ ...run, handoff: { to, reason, task, sees } }), lists);
      // Where no workflow says who is next, the conversation is the other agent's from now on.
      const run = findRun(handed, event.runId);
      return run && inConversation(run) && !run.parent && state.workflow === "solo" ? { ...handed, agent: to } : handed;
    }
    case "board.changed": {
      const { key, entry, by, at } = event;
      const index = state.board.findIndex((item) => item.key === key);
      const others = state.board.filter((item) => item.key !== key);
      if (!entry) return { ...state, board: others };
      const item = { key, ...entry, by, at };
      return { ...state, board: index < 0 ? [...others, item] : state.board.with(index, item) };
    }

    case "todo.changed":
      return { ...state, todo: event.items };
    case "context.compressed": {
      const compressed = { upTo: event.upTo, summary: event.summary, dropped: event.dropped };
      const paid = changeRun(state, event.runId, (run) => ({ ...run, ...spent(run, event) }), lists);
      const run = findRun(paid, event.runId);
      if (run && hasOwnTranscript(run)) return changeRun(paid, run.id, (each) => ({ ...each, compressed }), lists);
      return { ...paid, compressed };
    }
    case "surface.shown":
    case "surface.changed":
    case "surface.acted":
      return { ...state, surfaces: reduceSurfaces(state.surfaces, event, lists) };
    default:
      return unreachable(event);
  }
}
