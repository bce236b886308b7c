import { cancelRun } from "./cancel-run.ts";
import type { CommandOf } from "./commands.ts";
import { AppError, unreachable } from "./errors.ts";
import type { EventOf, SessionEvent } from "./events.ts";
import type { Author } from "./fields.ts";
import { queueRun } from "./queue-run.ts";
import {
  requireAgent,
  requireInConversation,
  requireMessage,
  requireNoOpenReply,
  requireSessionNotPaused,
} from "./require.ts";
import { findMessage, findRun, openReplies, type Run, type SessionState } from "./state.ts";
import { titleFrom, untitled } from "./title.ts";
import type { Given } from "./world.ts";

/** What `decide` says to commands about messages. */

type Posted = EventOf<"message.posted">;

export function postMessage(state: SessionState, command: CommandOf<"message.post">, given: Given): SessionEvent[] {
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
        ...atWork.map((run) => cancelRun(run, given.by, "interrupted by a new message")),
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
export function steer(run: Run, posted: Posted, by: string): SessionEvent[] {
  const steering: SessionEvent = { ...posted, parentId: null, whileRunning: "steer", runId: run.id };
  return run.paused ? [steering, { type: "run.resumed", runId: run.id, by }] : [steering];
}

/** Answers a message anew, in a branch beside the first answer. */
export function regenerate(state: SessionState, command: CommandOf<"turn.regenerate">, given: Given): SessionEvent[] {
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

/** Another version of a message: in its place while it waits, in a branch of its own once it was heard. */
export function editMessage(state: SessionState, command: CommandOf<"message.edit">, given: Given): SessionEvent[] {
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
    author: { kind: "user", id: given.by } satisfies Author,
    ...(original.attachments && { attachments: original.attachments }),
  };
  return [{ type: "message.edited", messageId: original.id, message, ...(original.to && { to: original.to }) }];
}
