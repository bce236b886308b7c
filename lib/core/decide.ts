import type { Command, CommandOf } from "./commands.ts";
import { AppError, unreachable } from "./errors.ts";
import type { EventOf, SessionEvent } from "./events.ts";
import type { Author } from "./fields.ts";
import { queueRun } from "./queue-run.ts";
import {
  requireAgent,
  requireInConversation,
  requireMessage,
  requireOpenCall,
  requireOpenRun,
  requireOpenSession,
  requireRun,
  requireSessionNotPaused,
} from "./require.ts";
import {
  findMessage,
  findRun,
  inConversation,
  openReplies,
  openRuns,
  type Run,
  type SessionState,
  waitingMessages,
} from "./state.ts";
import { titleFrom, untitled } from "./title.ts";
import { checkTodo } from "./todo.ts";
import type { Given } from "./world.ts";

/** May it be, and what happens then? Throws an `AppError` with a sentence, or gives events. Changes nothing. */
export function decide(state: SessionState, command: Command, given: Given): SessionEvent[] {
  if (command.type !== "session.change") requireOpenSession(state);
  else if (state.head === 0) throw new AppError("not_found", "There is no such session.");
  const { by } = given;

  switch (command.type) {
    case "message.post":
      return postMessage(state, command, given);
    case "message.edit": {
      const original = requireMessage(state, command.messageId);
      if (original.author.kind !== "user") throw new AppError("conflict", "Only a person's message can be edited.");
      if (original.status === "withdrawn") throw new AppError("conflict", "This message was withdrawn.");
      if (original.status === "placed") {
        requireInConversation(state, original);
        requireSessionNotPaused(state);
        requireNoOpenReply(state, "edit");
      }
      const message = {
        id: given.newId("message"),
        content: command.content,
        author: { kind: "user", id: by } satisfies Author,
        ...(original.attachments && { attachments: original.attachments }),
      };
      return [{ type: "message.edited", messageId: original.id, message, ...(original.to && { to: original.to }) }];
    }
    case "message.withdraw": {
      const message = requireMessage(state, command.messageId);
      if (message.status !== "waiting")
        throw new AppError(
          "conflict",
          "Only a message that still waits can be withdrawn; this one was delivered or withdrawn.",
        );
      return [{ type: "message.withdrawn", messageId: message.id, by }];
    }
    case "turn.regenerate":
      return regenerate(state, command, given);

    case "run.cancel": {
      const run = requireRun(state, command.runId);
      if (run.finished || run.cancelled) return [];
      return [cancel(run, by, command.reason)];
    }
    case "run.pause": {
      const run = requireOpenRun(state, command.runId);
      if (run.paused) return [];
      return [{ type: "run.paused", runId: run.id, reason: command.reason ?? "paused by a person", by }];
    }
    case "run.resume": {
      const run = requireOpenRun(state, command.runId);
      if (!run.paused) return [];
      return [{ type: "run.resumed", runId: run.id, by }];
    }
    case "run.steer": {
      const run = requireOpenRun(state, command.runId);
      const message = {
        id: given.newId("message"),
        content: command.content,
        author: { kind: "user" as const, id: by },
      };
      return steer(run, { type: "message.posted", message, parentId: null }, by);
    }
    case "run.retry":
      return retry(state, requireRun(state, command.runId), given);
    case "run.allow": {
      const run = requireOpenRun(state, command.runId);
      if (Object.keys(command.more).length === 0)
        throw new AppError("invalid", "Say how much more: turns, tokens, seconds or cost.");
      const allowed: SessionEvent = { type: "run.allowed", runId: run.id, by, more: command.more };
      return run.paused ? [allowed, { type: "run.resumed", runId: run.id, by }] : [allowed];
    }
    case "task.create": {
      requireSessionNotPaused(state);
      const agent = requireAgent(given.world, command.agent ?? state.agent);
      for (const other of command.dependsOn ?? []) requireRun(state, other);
      const { priority, limits, dependsOn } = command;
      return [
        queueRun(given, agent, command.task, {
          ...(priority && { priority }),
          ...(limits && { limits }),
          ...(dependsOn?.length && { dependsOn }),
        }),
      ];
    }

    case "question.answer": {
      const { run, call } = requireOpenCall(state, command.callId);
      if (call.status !== "awaiting-answer")
        throw new AppError("conflict", `Call ${call.callId} does not wait for an answer.`);
      const { answer } = command;
      if (answer === undefined)
        throw new AppError("invalid", "The answer is missing.", {
          fields: [{ path: "answer", message: "is required" }],
        });
      return [{ type: "question.answered", runId: run.id, callId: call.callId, answer, by }];
    }
    case "tool.approve": {
      const { run, call } = requireOpenCall(state, command.callId);
      if (call.status === "approved" || call.status === "running")
        throw new AppError("conflict", "This call was approved already.");
      if (call.status !== "awaiting-approval")
        throw new AppError("conflict", `Call ${call.callId} does not wait for an approval.`);
      const edited = command.arguments !== undefined && command.arguments !== null;
      return [
        {
          type: "tool.approved",
          runId: run.id,
          callId: call.callId,
          by,
          ...(edited && { arguments: command.arguments }),
        },
      ];
    }
    case "tool.deny": {
      const { run, call } = requireOpenCall(state, command.callId);
      if (call.status !== "awaiting-approval")
        throw new AppError("conflict", `Call ${call.callId} does not wait for an approval.`);
      return [{ type: "tool.denied", runId: run.id, callId: call.callId, by, reason: command.reason }];
    }

    case "todo.change": {
      const wrong = checkTodo(command.items);
      if (wrong) throw new AppError("invalid", wrong, { fields: [{ path: "items", message: wrong }] });
      return [{ type: "todo.changed", items: command.items, by: { kind: "user", id: by } }];
    }
    case "session.change":
      return changeSession(state, command, given);
    case "session.close":
      return close(state, by, "completed");
    default:
      return unreachable(command);
  }
}

/** Ends a session: its open runs are cancelled, what waits is withdrawn. */
export function close(state: SessionState, by: string, status: "completed" | "expired"): SessionEvent[] {
  return [
    ...waitingMessages(state).map(
      (message): SessionEvent => ({ type: "message.withdrawn", messageId: message.id, by }),
    ),
    { type: "session.closed", by, status },
    ...openRuns(state)
      .filter((run) => !run.cancelled && !run.parent)
      .map((run) => cancel(run, by, "the session was closed")),
  ];
}

type Posted = EventOf<"message.posted">;

function postMessage(state: SessionState, command: CommandOf<"message.post">, given: Given): SessionEvent[] {
  requireSessionNotPaused(state);
  const to = command.to === undefined ? undefined : [...new Set([command.to].flat())];
  for (const name of to ?? []) requireAgent(given.world, name);
  if (command.parentId) requireInConversation(state, requireMessage(state, command.parentId));

  const { priority, limits } = command;
  const posted: Posted = {
    type: "message.posted",
    message: {
      id: given.newId("message"),
      content: command.content,
      author: { kind: "user", id: given.by },
      ...(command.attachments && { attachments: command.attachments }),
    },
    parentId: command.parentId === undefined ? state.leafId : command.parentId,
    ...(to && { to }),
    ...(command.thread && { thread: command.thread }),
    ...((priority || limits) && { run: { ...(priority && { priority }), ...(limits && { limits }) } }),
  };
  const replies = openReplies(state);
  if (replies.length === 0) return [posted, ...name(state, command.content, given.by)];

  // The end of the branch moves on while it waits; only another place than that end was chosen on purpose.
  const waiting: Posted = { ...posted, parentId: posted.parentId === state.leafId ? null : posted.parentId };
  const atWork = replies.filter((run) => !run.cancelled);
  const mode = command.whileRunning ?? state.whileRunning;
  switch (mode) {
    case "queue":
      return [{ ...waiting, whileRunning: mode }];
    case "steer": {
      const target = atWork.findLast((run) => !to || to.includes(run.agent));
      return target ? steer(target, waiting, given.by) : [{ ...waiting, whileRunning: "queue" }];
    }
    case "interrupt":
      return [
        { ...waiting, whileRunning: mode },
        ...atWork.map((run) => cancel(run, given.by, "interrupted by a new message")),
      ];
    case "reject":
      throw new AppError(
        "conflict",
        'An agent is still at work in this session. Wait, cancel its run, or post with whileRunning "queue", "steer" or "interrupt".',
      );
    default:
      return unreachable(mode);
  }
}

/** The first message of a session that nobody named gives it its title. */
function name(state: SessionState, content: string, by: string): SessionEvent[] {
  if (state.title !== untitled || state.messages.length > 0) return [];
  const title = titleFrom(content);
  return title === untitled ? [] : [{ type: "session.changed", by, title }];
}

/** Speaks to a run that is at work; one that was paused goes on with it. */
function steer(run: Run, posted: Posted, by: string): SessionEvent[] {
  const steering: SessionEvent = { ...posted, parentId: null, whileRunning: "steer", runId: run.id };
  return run.paused ? [steering, { type: "run.resumed", runId: run.id, by }] : [steering];
}

/** Answers a message anew, in a branch beside the first answer. */
function regenerate(state: SessionState, command: CommandOf<"turn.regenerate">, given: Given): SessionEvent[] {
  requireSessionNotPaused(state);
  requireNoOpenReply(state, "regenerate");
  const message = requireMessage(state, command.messageId);
  const answered = message.author.kind === "agent" && message.runId ? findRun(state, message.runId) : undefined;
  const question = answered ? answered.replyTo && findMessage(state, answered.replyTo) : message;
  if (!question || question.author.kind === "agent") {
    throw new AppError("conflict", "Only an answer in the conversation can be made anew.");
  }
  requireInConversation(state, question);
  const usual = answered ? [answered.agent] : question.routed?.to.length ? question.routed.to : [state.agent];
  const models = command.model ? { models: [command.model] } : {};
  return (command.agent ? [command.agent] : usual).map((name) => {
    const agent = requireAgent(given.world, name);
    return queueRun(given, agent, question.content, { replyTo: question.id, ...question.run, ...models });
  });
}

function retry(state: SessionState, run: Run, given: Given): SessionEvent[] {
  requireSessionNotPaused(state);
  if (!run.finished) throw new AppError("conflict", "This run is still open; it can be retried when it has ended.");
  if (run.parent) throw new AppError("conflict", "A child run is retried by its parent, not by hand.");
  if (inConversation(run)) requireNoOpenReply(state, "retry");
  const agent = requireAgent(given.world, run.agent);
  const { task, priority, limits, replyTo, models, dependsOn } = run;
  return [
    queueRun(given, agent, task, {
      priority,
      limits,
      retryOf: run.id,
      ...(replyTo && { replyTo }),
      ...(models && { models }),
      ...(dependsOn && { dependsOn: dependsOn.map((id) => latestAttempt(state, id)) }),
    }),
  ];
}

/** What a retried run builds on may have been retried itself. */
function latestAttempt(state: SessionState, runId: string): string {
  const again = state.runs.findLast((run) => run.retryOf === runId);
  return again ? latestAttempt(state, again.id) : runId;
}

function changeSession(state: SessionState, command: CommandOf<"session.change">, given: Given): SessionEvent[] {
  const { type: _type, status, ...rest } = command;
  const others = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest;
  if (others.agent) requireAgent(given.world, others.agent);
  if (others.workflow && others.workflow !== "solo") {
    throw new AppError("not_found", `There is no workflow "${others.workflow}".`);
  }
  const isClosed = state.status === "completed" || state.status === "expired";
  const closes = status === "completed" || status === "expired";
  const changes = { ...others, ...(status && !closes && { status }) };
  if (Object.keys(changes).length === 0 && !closes) {
    throw new AppError("invalid", "Say what to change: title, agent, tags, whileRunning, status or expiresAt.");
  }
  return [
    ...(Object.keys(changes).length > 0 ? [{ type: "session.changed" as const, by: given.by, ...changes }] : []),
    ...(closes && !isClosed ? close(state, given.by, status) : []),
  ];
}

function requireNoOpenReply(state: SessionState, what: string): void {
  if (openReplies(state).length > 0) {
    throw new AppError("conflict", `An agent is still at work in this session. Stop it first, then ${what}.`);
  }
}

function cancel(run: Run, by: string, reason?: string): SessionEvent {
  return { type: "run.cancelled", runId: run.id, by, ...(reason && { reason }) };
}
