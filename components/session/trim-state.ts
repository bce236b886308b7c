import { branchInView } from "../../lib/core/path.ts";
import type { SessionState } from "../../lib/core/state.ts";

const mostMessages = 30;
const mostCharacters = 300_000;

/**
 * What a page needs to draw the end of a long conversation: its last messages, what waits, and the runs that these
 * belong to. `whole` when nothing was left out.
 */
export function trimState(state: SessionState): { state: SessionState; whole: boolean } {
  const branch = branchInView(state);
  let characters = 0;
  let first = branch.length;
  while (first > 0 && branch.length - first < mostMessages) {
    characters += branch[first - 1]?.content.length ?? 0;
    if (characters > mostCharacters && first < branch.length) break;
    first--;
  }
  const isLong = first > 0 || state.messages.length > mostMessages * 2;
  if (!isLong) return { state, whole: true };
  const kept = new Set(branch.slice(first).map((message) => message.id));
  const messages = state.messages.filter((message) => message.status === "waiting" || kept.has(message.id));
  const runIds = new Set(messages.map((message) => message.runId));
  const runs = state.runs.filter(
    (run) => !run.finished || runIds.has(run.id) || (run.replyTo !== undefined && kept.has(run.replyTo)),
  );
  const shownBy = new Set(runs.map((run) => run.id));
  const surfaces = state.surfaces.filter(({ scope, runId }) => scope === "session" || !runId || shownBy.has(runId));
  return { state: { ...state, messages, runs, surfaces }, whole: false };
}
