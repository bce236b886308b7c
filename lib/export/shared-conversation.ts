import { unreachable } from "../core/errors.ts";
import { hideSealed } from "../core/sealed.ts";
import type { Call, Message, Run, SessionState } from "../core/state.ts";
import { partialWords, toldBranch } from "../core/transcript.ts";

/** What somebody reads who was given a link: the branch in view, and nothing else of its owner. */
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
  tool: string;
  status: Call["status"];
  arguments: unknown;
  result: string;
}

/**
 * Without `withTools` nothing that only a tool or a model's thoughts said is in it. What went wrong is told without the
 * error's own words, because those may name addresses and keys of the installation.
 */
export function sharedConversation(state: SessionState, { withTools }: { withTools: boolean }): SharedConversation {
  const messages = toldBranch(state)
    .map(({ message, calls, endings }) => sharedMessage(message, withTools ? calls : [], endings, withTools))
    .filter(({ content, attachments, calls, endings, thoughts, stopped }) => {
      return content !== "" || stopped || [attachments, calls, endings, thoughts].some((all) => all.length > 0);
    });
  return { title: state.title, messages };
}

function sharedMessage(
  message: Message,
  calls: readonly Call[],
  endings: readonly Run[],
  withThoughts: boolean,
): SharedMessage {
  const { author, at, content, attachments = [], parts = [], stopped = false } = message;
  return {
    agent: author.kind === "agent" ? author.id : null,
    at,
    content,
    attachments: attachments.map(({ name }) => name),
    stopped,
    thoughts: withThoughts ? parts.map(({ text }) => text) : [],
    calls: calls.map(sharedCall),
    endings: endings.flatMap((run) => {
      const sentence = endingWords(run);
      return sentence === "" ? [] : [{ partial: partialWords(run), sentence }];
    }),
  };
}

function sharedCall({ tool, status, arguments: given, content, error }: Call): SharedCall {
  return { tool, status, arguments: hideSealed(given), result: error ? error.message : (content ?? "") };
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
