import type { Command } from "../../lib/core/commands.ts";
import type { EventType, Recorded } from "../../lib/core/events.ts";
import type { Sent } from "./sent-commands.ts";

/** What each accepted command must have done, once. */
const effectOf: Partial<Record<Command["type"], EventType>> = {
  "message.post": "message.posted",
  "message.edit": "message.edited",
  "message.withdraw": "message.withdrawn",
  "run.steer": "message.posted",
  "run.retry": "run.queued",
  "tool.approve": "tool.approved",
  "tool.deny": "tool.denied",
  "question.answer": "question.answered",
  "session.change": "session.changed",
  "turn.regenerate": "run.queued",
  "task.create": "run.queued",
  "todo.change": "todo.changed",
};

/** These may find that there is nothing to do, and then leave nothing in the log. */
const mayChangeNothing: Partial<Record<Command["type"], EventType>> = {
  "run.cancel": "run.cancelled",
  "run.pause": "run.paused",
  "run.resume": "run.resumed",
};

/** An accepted command has its effect exactly once, a refused one none. */
export function checkCommands(events: readonly Recorded[], sent: readonly Sent[]): string[] {
  const byCommand = Map.groupBy(
    events.filter((event) => event.commandId !== undefined),
    (event) => event.commandId as string,
  );
  const decided = new Map<string, string>();
  return sent.flatMap(({ commandId, command, answer }) => {
    const caused = byCommand.get(commandId) ?? [];
    const name = `${commandId} (${command.type})`;
    const violations: string[] = [];
    if (answer === null) return [`${name} was never answered`];
    if (!answer.accepted) return caused.length === 0 ? [] : [`${name} was refused (${answer.code}) and is in the log`];

    const always = effectOf[command.type];
    const sometimes = mayChangeNothing[command.type];
    const effects = caused.filter((event) => event.type === (always ?? sometimes)).length;
    if (always && effects !== 1) violations.push(`${name} was accepted and has its effect ${effects} times`);
    if (sometimes && caused.length > 0 && effects === 0) violations.push(`${name} did something else than it should`);
    if (always && answer.head !== null && caused.at(-1)?.seq !== answer.head)
      violations.push(`${name} was answered with head ${answer.head}; its last event is ${caused.at(-1)?.seq}`);
    if (command.type === "message.post" || command.type === "run.steer") {
      const written = events.filter(
        (event) => event.type === "message.posted" && event.message.content === command.content,
      );
      if (written.length !== 1) violations.push(`${name} was accepted and stands in the log ${written.length} times`);
    }
    if (command.type === "tool.approve" || command.type === "tool.deny" || command.type === "question.answer") {
      const other = decided.get(command.callId);
      if (other) violations.push(`${name} and ${other} were both accepted for call ${command.callId}`);
      decided.set(command.callId, name);
    }
    return violations;
  });
}
