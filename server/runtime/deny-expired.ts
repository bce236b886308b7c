import { expireApprovals } from "../../lib/core/decide-approval.ts";
import type { Lists } from "../ports/lists.ts";
import type { Sessions } from "./sessions.ts";

const everyMs = 30_000;

/** Denies calls that nobody approved in time, so that their runs go on. */
export function denyExpired(
  lists: Lists,
  sessions: Sessions,
  now: () => Date,
  approvalMs: number | null,
  onTrouble: (what: string, error: unknown) => void,
): () => void {
  if (approvalMs === null) return () => {};
  const timer = setInterval(() => {
    denyAllExpired(lists, sessions, now, approvalMs, onTrouble).catch((error: unknown) =>
      onTrouble("could not look for approvals that have expired", error),
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** A run that is younger than an approval may become cannot have one that has expired. */
export async function denyAllExpired(
  lists: Lists,
  sessions: Sessions,
  now: () => Date,
  approvalMs: number,
  onTrouble: (what: string, error: unknown) => void,
): Promise<void> {
  const at = now().toISOString();
  const oldEnough = new Date(Date.parse(at) - approvalMs).toISOString();
  const rows = await lists.openRuns();
  const waiting = rows.filter((row) => row.status === "waiting" && row.queuedAt <= oldEnough);
  for (const sessionId of new Set(waiting.map((row) => row.sessionId))) {
    await sessions
      .change(sessionId, { by: "system" }, (state) => expireApprovals(state, at))
      .catch((error: unknown) => onTrouble(`could not deny what has expired in session ${sessionId}`, error));
  }
}
