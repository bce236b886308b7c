import { branchTo } from "../../lib/core/path.ts";
import { findMessage, findRun, inConversation, type SessionState } from "../../lib/core/state.ts";
import { newestLeafBelow } from "./branches.ts";

export type Place =
  /** In the conversation: the branch that has it, `null` for the session's own. */
  | { is: "said"; leafId: string | null }
  /** In the transcript of a run that answers nobody in the conversation. */
  | { is: "aside"; runId: string }
  | { is: "nowhere" };

/** Where a message is to be looked at. The branch in view is not left for one that has it too. */
export function placeOfMessage(state: SessionState, shownLeaf: string | null, messageId: string): Place {
  const message = findMessage(state, messageId);
  if (message?.status !== "placed") return { is: "nowhere" };
  const run = message.runId === undefined ? undefined : findRun(state, message.runId);
  if (run && !inConversation(run)) return { is: "aside", runId: run.id };
  const has = (leafId: string | null) => branchTo(state, leafId).some(({ id }) => id === messageId);
  if (has(shownLeaf ?? state.leafId)) return { is: "said", leafId: shownLeaf };
  if (has(state.leafId)) return { is: "said", leafId: null };
  const leaf = newestLeafBelow(state, messageId);
  return { is: "said", leafId: leaf === state.leafId ? null : leaf };
}
