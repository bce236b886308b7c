import type { Recorded } from "./events.ts";
import type { Author } from "./fields.ts";
import { findMessage, type Message, type SessionState } from "./state.ts";

/** What a search finds: a message's words. A message that waits, or was withdrawn, has no place in it. */
export interface MessageText {
  messageId: string;
  seq: number;
  at: string;
  author: Author;
  content: string;
}

/** The texts that took their place with these events, the last of which led to `state`. */
export function textsPlacedBy(events: readonly Recorded[], state: SessionState): MessageText[] {
  return events.flatMap((event) => {
    const id = placedBy(event);
    const message = id === null ? undefined : findMessage(state, id);
    return message ? textsOf([message]) : [];
  });
}

export function textsOf(messages: readonly Message[]): MessageText[] {
  return messages
    .filter(({ status, content }) => status === "placed" && content !== "")
    .map(({ id, seq, at, author, content }) => ({ messageId: id, seq, at, author, content }));
}

function placedBy(event: Recorded): string | null {
  switch (event.type) {
    case "message.posted":
      return event.whileRunning === undefined ? event.message.id : null;
    case "message.edited":
    case "turn.completed":
      return event.message.id;
    case "message.delivered":
      return event.messageId;
    case "turn.failed":
      return event.partial === "" ? null : `${event.turnId}:partial`;
    default:
      return null;
  }
}
