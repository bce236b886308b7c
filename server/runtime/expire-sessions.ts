import { close } from "../../lib/core/decide.ts";
import type { Lists } from "../ports/lists.ts";
import type { Sessions } from "./sessions.ts";

const everyMs = 30_000;
const atOnce = 100;

/** Closes sessions whose time has come. Their log stays; only a person deletes it. */
export function expireSessions(
  lists: Lists,
  sessions: Sessions,
  now: () => Date,
  onTrouble: (what: string, error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    closeExpired(lists, sessions, now, onTrouble).catch((error: unknown) =>
      onTrouble("could not look for expired sessions", error),
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** One that cannot be closed does not keep the others open. */
export async function closeExpired(
  lists: Lists,
  sessions: Sessions,
  now: () => Date,
  onTrouble: (what: string, error: unknown) => void,
): Promise<void> {
  for (const row of await lists.expired(now().toISOString(), atOnce)) {
    const closing = sessions.change(row.id, { by: "system" }, (state) => {
      const due =
        state.status !== "completed" &&
        state.status !== "expired" &&
        state.expiresAt !== null &&
        state.expiresAt <= now().toISOString();
      return due ? close(state, "system", "expired") : [];
    });
    await closing.catch((error: unknown) => onTrouble(`could not expire session ${row.id}`, error));
  }
}
