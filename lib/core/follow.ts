import { unreachable } from "./errors.ts";
import type { SessionEvent } from "./events.ts";
import { queueRun } from "./queue-run.ts";
import {
  type Call,
  findCall,
  findMessage,
  findRun,
  inConversation,
  type Message,
  openReplies,
  openRuns,
  type Run,
  type SessionState,
  waitingMessages,
} from "./state.ts";
import type { Given, Judgement, World } from "./world.ts";

/** What must follow from a fact: the workflow speaks, calls are judged, answers reach who waits for them. `state` has the event folded in. */
export function follow(state: SessionState, event: SessionEvent, given: Given): SessionEvent[] {
  switch (event.type) {
    case "message.posted":
      return event.whileRunning ? [] : route(state, event.message.id, given);
    case "message.edited":
      return findMessage(state, event.messageId)?.status === "waiting" ? [] : route(state, event.message.id, given);
    case "message.delivered":
      return event.as === "queued" ? route(state, event.messageId, given) : [];
    case "turn.completed":
      return judgeCalls(state, event.runId, event.turnId, given);
    case "run.queued": {
      // A call that was under way when its run was cancelled may still delegate: its child is not to begin.
      const parent = event.parent && findRun(state, event.parent.runId);
      return parent?.cancelled ? cancelChildren(state, parent.cancelled.by, (run) => run.id === event.runId) : [];
    }
    case "tool.failed":
      // Nobody reads what the child of a failed call would say.
      return cancelChildren(state, "system", (run) => run.parent?.callId === event.callId);
    case "question.answered": {
      const found = findCall(state, event.callId);
      const content = typeof event.answer === "string" ? event.answer : JSON.stringify(event.answer);
      return found
        ? [{ type: "tool.finished", runId: event.runId, callId: event.callId, content, details: event.answer, ms: 0 }]
        : [];
    }
    case "run.cancelled":
      return cancelChildren(state, event.by, (run) => run.parent?.runId === event.runId);
    case "run.finished": {
      const run = findRun(state, event.runId);
      return run ? [...withdrawSteering(state, run), ...answerParent(state, run), ...deliverNext(state)] : [];
    }
    case "session.changed":
      return event.status === "active" ? deliverNext(state) : [];
    default:
      return [];
  }
}

function route(state: SessionState, messageId: string, given: Given): SessionEvent[] {
  const message = findMessage(state, messageId);
  if (!message) return [];
  const routing = given.world.whoIsNext(state, message);
  const runs = routing.to.map((name) => {
    // An agent that is gone gets its run all the same, so that its failure is there to be seen.
    const agent = given.world.agent(name) ?? { name, version: 0 };
    return queueRun(given, agent, message.content, { replyTo: messageId, ...message.run });
  });
  const routed: SessionEvent = { type: "message.routed", messageId, ...routing };
  // Where nobody answers, no end of a run will call the next message.
  return runs.length > 0 ? [routed, ...runs] : [routed, ...deliverNext(state)];
}

function judgeCalls(state: SessionState, runId: string, turnId: string, given: Given): SessionEvent[] {
  const run = findRun(state, runId);
  if (!run) return [];
  return run.calls.filter((call) => call.turnId === turnId).flatMap((call) => proposeCall(run, call, given.world));
}

function proposeCall(run: Run, call: Call, world: World): SessionEvent[] {
  const { callId, tool } = call;
  const runId = run.id;
  const proposed = { type: "tool.proposed" as const, runId, callId, tool, arguments: call.arguments };
  const judgement = judge(run, call, world);
  switch (judgement.verdict) {
    case "run":
      return [proposed];
    case "approve":
      return [{ ...proposed, approval: { reason: judgement.reason, digest: judgement.digest } }];
    case "refuse": {
      const error = { code: judgement.code, message: judgement.reason };
      return [proposed, { type: "tool.failed", runId, callId, error, ms: 0 }];
    }
    case "ask": {
      const { verdict: _verdict, ...question } = judgement;
      return [proposed, { type: "question.asked", runId, callId, ...question }];
    }
    default:
      return unreachable(judgement);
  }
}

function judge(run: Run, call: Call, world: World): Judgement {
  if (run.cancelled) return { verdict: "refuse", code: "cancelled", reason: "The run was cancelled before this call." };
  const agent = world.agent(run.agent, run.agentVersion);
  if (!agent)
    return { verdict: "refuse", code: "agent_missing", reason: `The agent "${run.agent}" is no longer there.` };
  return world.judge(agent, call);
}

function cancelChildren(state: SessionState, by: string, which: (run: Run) => boolean): SessionEvent[] {
  return openRuns(state)
    .filter((run) => !run.cancelled && which(run))
    .map((run) => ({ type: "run.cancelled", runId: run.id, by, reason: "its parent needs it no longer" }));
}

/** What was said to a task or a child that has ended concerns nobody else. In the conversation it waits for the next answer. */
function withdrawSteering(state: SessionState, run: Run): SessionEvent[] {
  if (inConversation(run)) return [];
  return waitingMessages(state)
    .filter((message) => message.runId === run.id)
    .map((message) => ({ type: "message.withdrawn", messageId: message.id, by: "system" }));
}

/** A child's last words are its parent's tool result. */
function answerParent(state: SessionState, run: Run): SessionEvent[] {
  if (!run.parent || !run.finished) return [];
  const { runId, callId } = run.parent;
  const found = findCall(state, callId);
  if (found?.call.status !== "running") return [];
  const words = state.messages.findLast((message) => message.runId === run.id && message.author.kind === "agent");
  const { outcome, error, limit } = run.finished;
  if (outcome === "done")
    return [
      {
        type: "tool.finished",
        runId,
        callId,
        content: words?.content ?? "",
        details: { runId: run.id },
        ms: run.activeMs,
      },
    ];
  const reason = error?.message ?? (limit ? `it reached its limit of ${limit}.` : `${outcome}.`);
  const soFar = words?.content ? ` Its last words: ${words.content}` : "";
  return [
    {
      type: "tool.failed",
      runId,
      callId,
      error: { code: `child_${outcome}`, message: `${run.agent} did not finish: ${reason}${soFar}` },
      ms: run.activeMs,
    },
  ];
}

/** The next message that waited gets its turn once nobody is at work. */
function deliverNext(state: SessionState): SessionEvent[] {
  if (state.status !== "active" || openReplies(state).length > 0) return [];
  const waiting = waitingMessages(state).filter((message) => isForConversation(state, message));
  const next = waiting.find((message) => message.whileRunning === "interrupt") ?? waiting[0];
  return next ? [{ type: "message.delivered", messageId: next.id, as: "queued" }] : [];
}

/** What was said to a run joins the conversation only when that run answers there, and has ended without hearing it. */
function isForConversation(state: SessionState, message: Message): boolean {
  const run = message.runId === undefined ? undefined : findRun(state, message.runId);
  return run === undefined || (inConversation(run) && run.finished !== null);
}
