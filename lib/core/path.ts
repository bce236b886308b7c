import type { Message, SessionState } from "./state.ts";

/** The messages of the branch in view, oldest first. */
export function branchInView(state: SessionState): Message[] {
  return branchTo(state, state.leafId);
}

/** The messages from the first one to `leafId`, oldest first. */
export function branchTo(state: SessionState, leafId: string | null): Message[] {
  const branch: Message[] = [];
  let wanted = leafId;
  // Messages stand in the order in which they took their place, so a parent is always further to the left.
  for (let index = state.messages.length - 1; index >= 0 && wanted !== null; index--) {
    const message = state.messages[index] as Message;
    if (message.id !== wanted || message.status !== "placed") continue;
    branch.push(message);
    wanted = message.parentId;
  }
  return branch.reverse();
}

/** What a run with a transcript of its own (a child, a task) has said and been told. */
export function transcriptOf(state: SessionState, runId: string): Message[] {
  return state.messages.filter((message) => message.runId === runId && message.status === "placed");
}
