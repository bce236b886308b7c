import type { SessionEvent } from "./events.ts";
import { queueRun } from "./queue-run.ts";
import {
  findCall,
  findMessage,
  findRun,
  type Message,
  openReplies,
  openRuns,
  type Run,
  type SessionState,
  waitingMessages,
} from "./state.ts";
import type { Given } from "./world.ts";

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
    case "question.answered": {
      const found = findCall(state, event.callId);
      const content = typeof event.answer === "string" ? event.answer : JSON.stringify(event.answer);
      return found
        ? [{ type: "tool.finished", runId: event.runId, callId: event.callId, content, details: event.answer, ms: 0 }]
        : [];
    }
    case "run.cancelled":
      return openRuns(state)
        .filter((run) => run.parent?.runId === event.runId && !run.cancelled)
        .map((run) => ({ type: "run.cancelled", runId: run.id, by: event.by, reason: "its parent was cancelled" }));
    case "run.finished": {
      const run = findRun(state, event.runId);
      return run ? [...answerParent(state, run), ...deliverNext(state)] : [];
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
  return [
    { type: "message.routed", messageId, ...routing },
    ...routing.to.flatMap((name): SessionEvent[] => {
      const agent = given.world.agent(name);
      return agent ? [queueRun(given, agent, message.content, { replyTo: messageId, ...message.run })] : [];
    }),
  ];
}

function judgeCalls(state: SessionState, runId: string, turnId: string, given: Given): SessionEvent[] {
  const run = findRun(state, runId);
  const agent = run && given.world.agent(run.agent, run.agentVersion);
  if (!run || !agent) return [];
  return run.calls
    .filter((call) => call.turnId === turnId)
    .flatMap((call): SessionEvent[] => {
      const { callId, tool } = call;
      const judgement = given.world.judge(agent, call);
      const proposed = { type: "tool.proposed" as const, runId, callId, tool, arguments: call.arguments };
      switch (judgement.verdict) {
        case "run":
          return [proposed];
        case "approve":
          return [{ ...proposed, approval: { reason: judgement.reason, digest: judgement.digest } }];
        case "refuse":
          return [
            proposed,
            { type: "tool.failed", runId, callId, error: { code: judgement.code, message: judgement.reason }, ms: 0 },
          ];
        case "ask": {
          const { verdict: _verdict, ...question } = judgement;
          return [proposed, { type: "question.asked", runId, callId, ...question }];
        }
      }
    });
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
  const reason = error?.message ?? (limit ? `it reached its limit of ${limit}` : outcome);
  const soFar = words?.content ? ` Its last words: ${words.content}` : "";
  return [
    {
      type: "tool.failed",
      runId,
      callId,
      error: { code: `child_${outcome}`, message: `${run.agent} did not finish: ${reason}.${soFar}` },
      ms: run.activeMs,
    },
  ];
}

/** The next message that waited gets its turn once nobody is at work. */
function deliverNext(state: SessionState): SessionEvent[] {
  if (state.status !== "active" || openReplies(state).length > 0) return [];
  const waiting = waitingMessages(state);
  const next: Message | undefined = waiting.find((message) => message.whileRunning === "interrupt") ?? waiting[0];
  return next ? [{ type: "message.delivered", messageId: next.id, as: "queued" }] : [];
}
