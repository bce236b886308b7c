import { unreachable } from "../core/errors.ts";
import type { Call, Message, Run, SessionState } from "../core/state.ts";
import { partialWords, toldBranch } from "../core/transcript.ts";

/** What somebody reads who was given a link, at one moment of the shared log. */
export interface SharedConversation {
  title: string;
  messages: SharedMessage[];
}

export interface SharedMessage {
  /** None: a person said it, whose id is nobody's business. */
  agent: string | null;
  at: string;
  content: string;
  /** Names alone. */
  attachments: string[];
  stopped: boolean;
  /** Empty unless the sharer wants them seen. */
  thoughts: string[];
  calls: SharedCall[];
  /** How runs ended that did not simply end. */
  endings: { partial: string; sentence: string }[];
}

export interface SharedCall {
  /** As the shared log has it. */
  id: string;
  tool: string;
  status: Call["status"];
  arguments: unknown;
  result: string;
}

/** `state` is what a shared log tells: what it leaves out is in none of this. */
export function sharedConversation(state: SessionState): SharedConversation {
  const messages = toldBranch(state)
    .map(({ message, calls, endings }) => sharedMessage(message, calls, endings))
    .filter(({ content, attachments, calls, endings, thoughts, stopped }) => {
      return content !== "" || stopped || [attachments, calls, endings, thoughts].some((all) => all.length > 0);
    });
  return { title: state.title, messages };
}

function sharedMessage(message: Message, calls: readonly Call[], endings: readonly Run[]): SharedMessage {
  const { author, at, content, attachments = [], parts = [], stopped = false } = message;
  return {
    agent: author.kind === "agent" ? author.id : null,
    at,
    content,
    attachments: attachments.map(({ name }) => name),
    stopped,
    thoughts: parts.map(({ text }) => text),
    calls: calls.map(sharedCall),
    endings: endings.flatMap((run) => {
      const sentence = endingWords(run);
      return sentence === "" ? [] : [{ partial: partialWords(run), sentence }];
    }),
  };
}

function sharedCall({ callId, tool, status, arguments: given, content, error }: Call): SharedCall {
  return { id: callId, tool, status, arguments: given, result: error ? error.message : (content ?? "") };
}

function endingWords({ finished, agent }: Run): string {
  switch (finished?.outcome) {
    case undefined:
    case "done":
      return "";
    case "failed":
      return `${agent} could not answer.`;
    case "cancelled":
      return `${agent} was stopped.`;
    case "limit":
      return `${agent} reached a limit.`;
    default:
      return unreachable(finished?.outcome as never);
  }
}
