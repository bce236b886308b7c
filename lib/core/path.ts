import { findRun, inConversation, type Message, type Run, type SessionState } from "./state.ts";

/** The messages of the branch in view, oldest first. */
export function branchInView(state: SessionState): Message[] {
  return branchTo(state, state.leafId);
}

/** What a run's messages belong to: the branch of the conversation that it answers in, or a transcript of its own. */
export function messagesAround(state: SessionState, run: Run): Message[] {
  if (!inConversation(run)) return transcriptOf(state, run.id);
  const inView = branchInView(state);
  if (inView.some((message) => message.id === run.replyTo)) return inView;
  // A person went on in another branch meanwhile: the run keeps to its own, and so do those who work with it.
  const family = familyOf(state, run);
  const own = state.messages.findLast(
    (message) => message.runId !== undefined && family.has(message.runId) && message.status === "placed",
  );
  return branchTo(state, own?.id ?? run.replyTo ?? null);
}

/** The runs that speak in the conversation for the same message. */
export function familyOf(state: SessionState, run: Run): Set<string> {
  const family = new Set([run.id]);
  let top = run;
  while (top.parent) {
    const above = findRun(state, top.parent.runId);
    if (!above) break;
    top = above;
    family.add(top.id);
  }
  for (const other of state.runs) {
    if (other.parent && family.has(other.parent.runId) && inConversation(other)) family.add(other.id);
  }
  return family;
}

/** The messages from the first one to `leafId`, oldest first. */
export function branchTo(state: SessionState, leafId: string | null): Message[] {
  const branch: Message[] = [];
  let wanted = leafId;
  // Messages stand in the order in which they took their place, so a parent is always further to the left.
  for (let index = state.messages.length - 1; index >= 0 && wanted !== null; index--) {
    const message = state.messages[index] as Message;
    if (message.id !== wanted) continue;
    branch.push(message);
    wanted = message.parentId;
  }
  return branch.reverse();
}

/** What a run with a transcript of its own (a child, a task) has said and been told. */
export function transcriptOf(state: SessionState, runId: string): Message[] {
  return state.messages.filter((message) => message.runId === runId && message.status === "placed");
}

/** The newest words of the branch in view; found without walking all of it. */
export function lastWords(state: SessionState): string {
  let wanted = state.leafId;
  for (let index = state.messages.length - 1; index >= 0 && wanted !== null; index--) {
    const message = state.messages[index] as Message;
    if (message.id !== wanted) continue;
    if (message.content !== "") return message.content;
    wanted = message.parentId;
  }
  return "";
}
