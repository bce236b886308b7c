import { spawnSync } from "node:child_process";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { newId } from "../../server/new-id.ts";
import { newWorkerId } from "../../server/store/worker-id.ts";
import { opened } from "../core/facts.ts";
import type { StartedRuntime } from "../support/start-runtime.ts";

/** A worker of this host whose process is gone. */
export const deadWorker = `${newWorkerId().split(":")[0]}:${spawnSync("true").pid}:dead`;

/** A session as a worker that died left it. The runtime that writes it must have been stopped, so that it does not go on with it. */
export async function leaveBehind({ runtime }: StartedRuntime, events: readonly SessionEvent[]): Promise<string> {
  const id = newId("session");
  const at = new Date().toISOString();
  const all = [opened({ ownerId: "local", participants: ["local"] }), ...events];
  const recorded = all.map((event, index): Recorded => {
    const numbered = { ...event, seq: index + 1, at };
    return "worker" in numbered ? { ...numbered, worker: deadWorker } : numbered;
  });
  await runtime.sessions.adopt(id, fold(recorded), recorded);
  return id;
}
