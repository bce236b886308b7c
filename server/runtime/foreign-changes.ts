import type { EventLog } from "../ports/log.ts";
import type { Sessions } from "./sessions.ts";

const everyMs = 1_000;

/**
 * The bus may lose, and another process may write: so for the sessions that matter to this process the head it knows
 * is compared with the log's, and what is missing is read.
 */
export function watchForeignChanges(
  log: EventLog,
  watched: () => Iterable<string>,
  sessions: Sessions,
  onTrouble: (what: string, error: unknown) => void,
): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    look()
      .catch((error: unknown) => onTrouble("could not compare heads with the log", error))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  timer.unref();

  async function look(): Promise<void> {
    const told = sessions.toldHeads(new Set(watched()));
    if (told.size === 0) return;
    const heads = await log.heads([...told.keys()]);
    for (const [id, head] of told) {
      if (heads.get(id) === head) continue;
      // One session that cannot be read must not hide the others.
      await sessions
        .catchUp(id)
        .catch((error: unknown) => onTrouble(`could not read what others wrote in session ${id}`, error));
    }
  }
  return () => clearInterval(timer);
}
