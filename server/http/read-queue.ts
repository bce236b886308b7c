import type { z } from "zod";
import { isAppError } from "../../lib/core/errors.ts";
import { findRun } from "../../lib/core/state.ts";
import type { RunSummary } from "../../lib/core/summary.ts";
import { type Place, placeOf } from "../../lib/operations/queue.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import type { queue } from "./schemas/queue.ts";

/** So many of each are shown; the list of runs has them all. */
export const mostShown = 100;

/** What is under way for a person and what waits, what was given up, and who works. Costs by what is open, not by what was. */
export async function readQueue(runtime: Runtime, principal: Principal): Promise<z.input<typeof queue>> {
  const { lists, workers, queue: jobs, worker, now } = runtime.ports;
  const ownerId = principal.userId;
  const [open, dead, alive] = await Promise.all([
    lists.runs({ ownerId, open: true, limit: mostShown }),
    lists.runs({ ownerId, errorCode: "poison", notRetried: true, limit: mostShown }),
    workers.list(),
  ]);
  const placed = await Promise.all(
    open.items.map(async (run) => ({ run, place: await place(runtime, principal, run) })),
  );
  const running = placed.flatMap(({ run, place }) => (place?.is === "running" ? [{ run, ...place }] : []));
  const runsOf = (id: string) => running.filter((each) => each.worker === id).length;
  return {
    at: now().toISOString(),
    stats: jobs.stats(),
    running,
    // The one that waits longest first.
    waiting: placed.flatMap(({ run, place }) => (place?.is === "waiting" ? [{ run, ...place }] : [])).toReversed(),
    scheduled: placed.flatMap(({ run, place }) => (place?.is === "scheduled" ? [{ run, ...place }] : [])).toReversed(),
    deadLetters: dead.items,
    workers: alive.map(({ id, alive, untilMs }) => ({ id, alive, untilMs, isThis: id === worker, runs: runsOf(id) })),
    isMore: open.nextCursor !== null || dead.nextCursor !== null,
  };
}

/** Null for what came to its end while it was looked at. */
async function place(runtime: Runtime, principal: Principal, row: RunSummary): Promise<Place | null> {
  try {
    const state = await runtime.state(principal, row.sessionId);
    const run = findRun(state, row.id);
    return run && !run.finished ? placeOf(state, run) : null;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}
