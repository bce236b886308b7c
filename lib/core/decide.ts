import type { Command, CommandOf } from "./commands.ts";
import { AppError, unreachable } from "./errors.ts";
import type { SessionEvent } from "./events.ts";
import type { Author } from "./fields.ts";
import { queueRun } from "./queue-run.ts";
import {
  requireAgent,
  requireMessage,
  requireOpenCall,
  requireOpenRun,
  requireOpenSession,
  requireRun,
  requireSessionNotPaused,
} from "./require.ts";
import {
  findRun,
  inConversation,
  openReplies,
  openRuns,
  type Run,
  type SessionState,
  waitingMessages,
} from "./state.ts";
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
      if (original.status === "placed") requireNoOpenReply(state, "edit");
      const message = {
        id: given.newId("message"),
        content: command.content,
        author: { kind: "user", id: by } satisfies Author,
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
    case "turn.regenerate": {
      requireNoOpenReply(state, "regenerate");
      const message = requireMessage(state, command.messageId);
      const previous = message.runId ? findRun(state, message.runId) : undefined;
      const replyTo = message.author.kind === "agent" ? previous?.replyTo : message.id;
      if (!replyTo) throw new AppError("conflict", "Only an answer in the conversation can be made anew.");
      const agent = requireAgent(given.world, command.agent ?? previous?.agent ?? state.agent);
      return [
        queueRun(given, agent, requireMessage(state, replyTo).content, {
          replyTo,
          ...(command.model && { models: [command.model] }),
        }),
      ];
    }

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
      const steering: SessionEvent = {
        type: "message.posted",
        message: { id: given.newId("message"), content: command.content, author: { kind: "user", id: by } },
        parentId: null,
        whileRunning: "steer",
        runId: run.id,
      };
      return run.paused ? [steering, { type: "run.resumed", runId: run.id, by }] : [steering];
    }
    case "run.retry": {
      const run = requireRun(state, command.runId);
      if (!run.finished) throw new AppError("conflict", "This run is still open; it can be retried when it has ended.");
      if (run.parent) throw new AppError("conflict", "A child run is retried by its parent, not by hand.");
      if (inConversation(run)) requireNoOpenReply(state, "retry");
      const agent = requireAgent(given.world, run.agent);
      const { task, priority, limits, replyTo, models } = run;
      return [
        queueRun(given, agent, task, {
          priority,
          limits,
          retryOf: run.id,
          ...(replyTo && { replyTo }),
          ...(models && { models }),
        }),
      ];
    }
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

    case "todo.change":
      return [{ type: "todo.changed", items: command.items, by: { kind: "user", id: by } }];
    case "session.change": {
      const { type: _type, ...changes } = command;
      if (changes.agent) requireAgent(given.world, changes.agent);
      if (changes.workflow && changes.workflow !== "solo")
        throw new AppError("not_found", `There is no workflow "${changes.workflow}".`);
      if (Object.keys(changes).length === 0)
        throw new AppError("invalid", "Say what to change: title, agent, tags, whileRunning, status or expiresAt.");
      return [{ type: "session.changed", by, ...changes }];
    }
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

function postMessage(state: SessionState, command: CommandOf<"message.post">, given: Given): SessionEvent[] {
  requireSessionNotPaused(state);
  const to = typeof command.to === "string" ? [command.to] : command.to;
  for (const name of to ?? []) requireAgent(given.world, name);
  if (command.parentId) {
    const parent = requireMessage(state, command.parentId);
    if (parent.status !== "placed")
      throw new AppError("conflict", "The message to follow is not part of the conversation yet.");
  }
  const { priority, limits } = command;
  const posted = {
    type: "message.posted" as const,
    message: {
      id: given.newId("message"),
      content: command.content,
      author: { kind: "user", id: given.by } satisfies Author,
      ...(command.attachments && { attachments: command.attachments }),
    },
    parentId: command.parentId === undefined ? state.leafId : command.parentId,
    ...(to && { to }),
    ...(command.thread && { thread: command.thread }),
    ...((priority || limits) && { run: { ...(priority && { priority }), ...(limits && { limits }) } }),
  };
  const open = openReplies(state).filter((run) => !run.cancelled);
  if (openReplies(state).length === 0) return [posted];

  const mode = command.whileRunning ?? state.whileRunning;
  switch (mode) {
    case "queue":
      return [{ ...posted, whileRunning: mode }];
    case "steer": {
      const target = open.at(-1);
      if (!target) return [{ ...posted, whileRunning: "queue" }];
      return [{ ...posted, whileRunning: mode, runId: target.id }];
    }
    case "interrupt":
      return [
        { ...posted, whileRunning: mode },
        ...open.map((run) => cancel(run, given.by, "interrupted by a new message")),
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

function requireNoOpenReply(state: SessionState, what: string): void {
  if (openReplies(state).length > 0)
    throw new AppError("conflict", `An agent is still at work in this session. Stop it first, then ${what}.`);
}

function cancel(run: Run, by: string, reason?: string): SessionEvent {
  return { type: "run.cancelled", runId: run.id, by, ...(reason && { reason }) };
}
