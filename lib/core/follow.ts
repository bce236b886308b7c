import type { SessionEvent } from "./events.ts";
import { fallBack } from "./fall-back.ts";
import { afterWaiting, judgeCalls } from "./judge-calls.ts";
import { messagesAround } from "./path.ts";
import { queueRun } from "./queue-run.ts";
import {
  findCall,
  findMessage,
  findRun,
  inConversation,
  type Message,
  openCalls,
  openReplies,
  openRuns,
  type Run,
  type SessionState,
  waitingMessages,
} from "./state.ts";
import type { Given, Routing } from "./world.ts";

/** What must follow from a fact: the workflow speaks, calls are judged, answers reach who waits for them. `state` has the event folded in. */
export function follow(state: SessionState, event: SessionEvent, given: Given): SessionEvent[] {
  switch (event.type) {
    case "message.posted":
      return event.whileRunning || event.runId ? [] : route(state, event.message.id, given);
    case "message.edited":
      return findMessage(state, event.messageId)?.status === "waiting" ? [] : route(state, event.message.id, given);
    case "message.delivered":
      return event.as === "queued" ? route(state, event.messageId, given) : [];
    case "message.rerouted":
      return answers(state, event.messageId, event.to, given);
    case "turn.completed":
    case "workflow.advanced": {
      const run = findRun(state, event.runId);
      const made = new Set(event.calls.map((call) => call.callId));
      const calls = run?.calls.filter((call) => made.has(call.callId)) ?? [];
      if (!run) return [];
      const isOver = event.type === "workflow.advanced" && event.ended !== undefined;
      return isOver
        ? cancelChildren(state, "system", (other) => other.parent?.runId === run.id)
        : judgeCalls(state, run, calls, given);
    }
    case "tool.approved": {
      const found = findCall(state, event.callId);
      return found ? afterWaiting(state, found.run, [found.call], given) : [];
    }
    case "run.resumed": {
      const run = findRun(state, event.runId);
      const ready = run ? openCalls(run).filter(({ status }) => status === "requested" || status === "approved") : [];
      return run ? afterWaiting(state, run, ready, given) : [];
    }
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
      if (!found) return [];
      const { run, call } = found;
      // Its tool waits for the answer and goes on.
      if (call.status === "running") return [];
      const content = typeof event.answer === "string" ? event.answer : JSON.stringify(event.answer);
      return [
        ...sayInConversation(state, run, content, event.by, given),
        { type: "tool.finished", runId: event.runId, callId: event.callId, content, details: event.answer, ms: 0 },
      ];
    }
    case "run.cancelled":
      return cancelChildren(state, event.by, (run) => run.parent?.runId === event.runId);
    case "run.finished": {
      const run = findRun(state, event.runId);
      if (!run) return [];
      const next = [
        ...(run.routes ? answerRouted(state, run, run.routes, given) : []),
        ...(fallBack(state, run, given) ?? handedOn(state, run, given) ?? answerParent(state, run)),
      ];
      // Whoever goes on in its place is not in the state yet: the message that waits waits for them too.
      const goesOn = next.some(({ type }) => type === "run.queued" || type === "message.delivered");
      return [...withdrawSteering(state, run), ...next, ...(goesOn ? [] : deliverNext(state))];
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
  const { ask, ...routing } = given.world.whoIsNext(state, message);
  if (!ask) return routed(state, message, routing, given);
  const router = given.world.agent(ask.agent) ?? { name: ask.agent, version: 0 };
  const { priority } = message.run ?? {};
  const { schema } = ask;
  const options = { routes: messageId, ...(priority && { priority }), ...(schema && { schema }) };
  return [queueRun(given, router, ask.task, options)];
}

/** Who was asked who is to answer has said it, or could not. */
function answerRouted(state: SessionState, run: Run, messageId: string, given: Given): SessionEvent[] {
  const message = findMessage(state, messageId);
  if (!message || message.routed || run.cancelled) return [];
  const { ask: _ask, ...routing } = given.world.routedBy(state, message, run);
  return routed(state, message, routing, given);
}

function routed(state: SessionState, message: Message, routing: Routing, given: Given): SessionEvent[] {
  const { conducts, ...said } = routing;
  const runs = answers(state, message.id, said.to, given, conducts);
  const fact: SessionEvent = { type: "message.routed", messageId: message.id, ...said };
  // Where nobody answers, no end of a run will call the next message.
  return runs.length > 0 ? [fact, ...runs] : [fact, ...deliverNext(state)];
}

function answers(
  state: SessionState,
  messageId: string,
  names: readonly string[],
  given: Given,
  conducts?: true,
): SessionEvent[] {
  const message = findMessage(state, messageId);
  if (!message) return [];
  const { world } = given;
  return names.map((name) => {
    // An agent that is gone gets its run all the same, so that its failure is there to be seen.
    const agent = (conducts ? world.conductor(name) : world.agent(name)) ?? { name, version: 0 };
    const options = { replyTo: messageId, ...message.run, ...(conducts && { conducts }) };
    return queueRun(given, agent, message.content, options);
  });
}

/** What a person answers to a workflow is said in the conversation, where all of its agents hear it. */
function sayInConversation(state: SessionState, run: Run, content: string, by: string, given: Given): SessionEvent[] {
  if (!run.flow || !inConversation(run)) return [];
  const message = { id: given.newId("message"), content, author: { kind: "user" as const, id: by } };
  return [{ type: "message.posted", message, parentId: state.leafId, runId: run.id }];
}

/** The agent gave the conversation to another one: that one answers, also to whoever waits for an answer. Null where it did not. */
function handedOn(state: SessionState, run: Run, given: Given): SessionEvent[] | null {
  if (!run.handoff || run.finished?.outcome !== "done") return null;
  // Nobody waits for the answer any more.
  if (run.parent && findCall(state, run.parent.callId)?.call.status !== "running") return [];
  const { to, task, sees } = run.handoff;
  const agent = given.world.agent(to) ?? { name: to, version: 0 };
  const { parent, depth, priority, limits, node, schema, tools } = run;
  const replyTo = inConversation(run) ? (messagesAround(state, run).at(-1)?.id ?? run.replyTo) : undefined;
  return [
    {
      ...queueRun(given, agent, task, { priority, limits }),
      after: run.id,
      depth,
      ...(replyTo && { replyTo, sees }),
      ...(parent && { parent }),
      ...(node && { node }),
      ...(schema && { schema }),
      ...(tools && { tools }),
    },
  ];
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
  const words = lastWordsOf(state, run);
  const { outcome, error, limit } = run.finished;
  if (outcome === "done")
    return [
      {
        type: "tool.finished",
        runId,
        callId,
        content: words ?? "",
        details: { runId: run.id },
        ms: run.activeMs,
      },
    ];
  const reason = error?.message ?? (limit ? `it reached its limit of ${limit}.` : `${outcome}.`);
  const soFar = words ? ` Its last words: ${words}` : "";
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

function lastWordsOf(state: SessionState, run: Run): string | undefined {
  const output = run.flow?.ended?.output;
  if (output !== undefined) return typeof output === "string" ? output : JSON.stringify(output);
  return state.messages.findLast((message) => message.runId === run.id && message.author.kind === "agent")?.content;
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
