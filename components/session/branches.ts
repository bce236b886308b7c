import { findRun, inConversation, type Message, type SessionState } from "../../lib/core/state.ts";

/** Where a message stands among those that were said in its place. */
export interface Siblings {
  /** Ids, the oldest first. */
  ids: string[];
  index: number;
}

/** The others that follow the same message: edits of a question, or answers made anew. Null where there is only one. */
export function siblingsOf(state: SessionState, message: Message): Siblings | null {
  const ids = state.messages
    .filter(
      (each) => each.parentId === message.parentId && each.author.kind === message.author.kind && isPlaced(state, each),
    )
    .map((each) => each.id);
  return ids.length > 1 ? { ids, index: ids.indexOf(message.id) } : null;
}

/** The newest end of what follows a message: where a person who switches to it wants to be. */
export function newestLeafBelow(state: SessionState, messageId: string): string {
  for (let leaf = messageId; ; ) {
    const next = state.messages.findLast((each) => each.parentId === leaf && isPlaced(state, each));
    if (!next) return leaf;
    leaf = next.id;
  }
}

function isPlaced(state: SessionState, message: Message): boolean {
  if (message.status !== "placed") return false;
  const run = message.runId === undefined ? undefined : findRun(state, message.runId);
  return run === undefined || inConversation(run);
}
