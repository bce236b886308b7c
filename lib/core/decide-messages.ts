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
  requireWaiting,
  requireWorkflow,
} from "./require.ts";
import { findMessage, findRun, openReplies, type Run, type SessionState, waitingMessages } from "./state.ts";
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
  // A workflow's own run speaks with nobody: its agents do.
  const atWork = replies.filter((run) => !run.cancelled);
  const mode = command.whileRunning ?? state.whileRunning;
  switch (mode) {
    case "queue":
      return [{ ...waiting, whileRunning: mode }];
    case "steer": {
      const target = atWork.findLast((run) => !run.flow && !run.routes && (!to || to.includes(run.agent)));
      return target ? steer(target, waiting, given.by) : [{ ...waiting, whileRunning: "queue" }];
    }
    case "interrupt":
      return [
        { ...waiting, whileRunning: mode },
        ...atWork.filter((run) => !run.parent).map((run) => cancelRun(run, given.by, "interrupted by a new message")),
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
  const answered = message.author.kind === "agent" && message.runId ? topRun(state, message.runId) : undefined;
  const question = answered ? answered.replyTo && findMessage(state, answered.replyTo) : message;
  if (!question || question.author.kind === "agent") {
    throw new AppError("conflict", "Only an answer in the conversation can be made anew.");
  }
  requireInConversation(state, question);
  const usual = answered ? [answered.agent] : question.routed?.to.length ? question.routed.to : [state.agent];
  const models = command.model ? { models: [command.model] } : {};
  if (answered?.flow && !command.agent) {
    const workflow = requireWorkflow(given.world, answered.agent);
    return [queueRun(given, workflow, question.content, { replyTo: question.id, ...question.run, conducts: true })];
  }
  return (command.agent ? [command.agent] : usual).map((name) => {
    const agent = requireAgent(given.world, name);
    return queueRun(given, agent, question.content, { replyTo: question.id, ...question.run, ...models });
  });
}

/** The run that answers the message, where the one that speaks works for another. */
function topRun(state: SessionState, runId: string): Run | undefined {
  let run = findRun(state, runId);
  while (run?.parent || run?.after) run = findRun(state, run.parent?.runId ?? run.after ?? "");
  return run;
}

/** A person says who should have answered: they answer anew, in a branch beside the first answer. */
export function reroute(state: SessionState, command: CommandOf<"message.reroute">, given: Given): SessionEvent[] {
  requireSessionNotPaused(state);
  requireNoOpenReply(state, "say who should answer");
  const message = requireMessage(state, command.messageId);
  requireInConversation(state, message);
  if (message.author.kind === "agent")
    throw new AppError("conflict", "Only a person's message is given to somebody else.");
  const to = [...new Set([command.to].flat())];
  for (const name of to) requireAgent(given.world, name);
  return [
    {
      type: "message.rerouted",
      messageId: message.id,
      to,
      was: message.routed?.to ?? [],
      by: given.by,
      ...(command.keepAsRule !== undefined && { keepAsRule: command.keepAsRule }),
    },
  ];
}

/** What a person thinks of what an agent said, instead of what they thought before. */
export function rateMessage(state: SessionState, command: CommandOf<"message.rate">, by: string): SessionEvent[] {
  const { messageId, rating, reasons, note } = command;
  const message = requireMessage(state, messageId);
  if (message.author.kind !== "agent") throw new AppError("conflict", "Only what an agent said can be rated.");
  if (rating === null && (reasons || note))
    throw new AppError("invalid", "Reasons and a note belong to a rating: say up or down.");
  const before = message.ratings?.find((each) => each.by === by);
  const isSame =
    (before?.rating ?? null) === rating &&
    (before?.note ?? "") === (note ?? "") &&
    (before?.reasons ?? []).join() === (reasons ?? []).join();
  if (isSame) return [];
  const why = { ...(reasons && { reasons }), ...(note && { note }) };
  return [{ type: "message.rated", messageId, rating, was: before?.rating ?? null, ...why, by }];
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

/** Another place among those that wait. What interrupts goes first wherever it stands, so it keeps its place. */
export function moveMessage(state: SessionState, command: CommandOf<"message.move">, by: string): SessionEvent[] {
  const { messageId, before } = command;
  for (const id of before === undefined ? [messageId] : [messageId, before]) {
    const { whileRunning } = requireWaiting(state, id, "moved");
    if (whileRunning === "interrupt")
      throw new AppError("conflict", "A message that interrupts goes first; the others can be moved behind it.");
  }
  const waiting = waitingMessages(state);
  const behind = waiting[waiting.findIndex(({ id }) => id === messageId) + 1]?.id;
  if (before === messageId || before === behind) return [];
  return [{ type: "message.moved", messageId, ...(before !== undefined && { before }), by }];
}
