import { unreachable } from "../../lib/core/errors.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import { childrenOf, findRun, openTurn, type Run, type SessionState } from "../../lib/core/state.ts";
import type { RunJob } from "../ports/run-queue.ts";
import { compressContext } from "./compress-context.ts";
import { mayRunAgain, rerunCalls, runCalls } from "./run-calls.ts";
import { runTurn } from "./run-turn.ts";
import type { RunStop, Workbench } from "./workbench.ts";

/**
 * Works on a run until it has to wait or is over: asks `nextStep`, does it, appends what happened, asks again.
 * `left` is called in the same breath as the last look at the state, so that no later event can be missed.
 */
export async function workOn(bench: Workbench, job: RunJob, stop: RunStop, left: () => void): Promise<void> {
  const { sessionId, runId } = job;
  await takeOver(bench, sessionId, runId, stop);
  for (;;) {
    const state = await bench.sessions.read(sessionId);
    const step = nextStep(state, runId, bench.world);
    const run = findRun(state, runId);
    if (stop.afterThisStep || stop.reason === "handed_over" || stop.reason === "taken_over") return left();
    if (step.do === "rest" || step.do === "wait") return left();
    if (stop.reason === "cancelled" && !run?.cancelled) return left();
    switch (step.do) {
      case "call-model":
        await runTurn(bench, sessionId, runId, stop);
        break;
      case "use-tools":
        await runCalls(bench, sessionId, runId, stop);
        break;
      case "compress":
        await compressContext(bench, sessionId, step, stop);
        break;
      case "advance":
      case "pause":
      case "finish":
        // Whoever changes the session next settles it; so a change of nothing does.
        await bench.sessions.change(sessionId, { by: bench.worker }, () => []);
        break;
      default:
        unreachable(step);
    }
  }
}

/** What a dead worker left open is closed, or run again where the tool allows it. What a living one is at is left alone. */
async function takeOver(bench: Workbench, sessionId: string, runId: string, stop: RunStop): Promise<void> {
  const state = await bench.sessions.read(sessionId);
  const run = findRun(state, runId);
  if (!run || run.finished) return;
  const workers = inFlight(state, run);
  const dead = new Set<string>();
  for (const worker of workers) {
    // This process has no memory of working on the run, or it would not be asked to: what it left open counts as dead too.
    if (worker === bench.worker || !(await bench.workers.isAlive(worker))) dead.add(worker);
  }
  if (dead.size === 0) return;

  const turn = openTurn(run);
  const spooled = turn && dead.has(turn.worker) ? await bench.spool.read(turn.id) : null;
  let again: string[] = [];
  await bench.sessions.change(sessionId, { by: bench.worker }, (now) => {
    again = [];
    const current = findRun(now, runId);
    if (!current || current.finished) return [];
    const events: SessionEvent[] = [];
    const open = openTurn(current);
    if (open && spooled && open.id === turn?.id) {
      events.push({
        type: "turn.failed",
        runId,
        turnId: open.id,
        error: {
          code: "interrupted",
          message: "The server stopped in the middle of this turn; it goes on with a new one.",
        },
        partial: spooled.text,
        ...(spooled.reasoning && { reasoning: spooled.reasoning }),
      });
    }
    for (const call of current.calls) {
      if (call.status !== "running" || !call.worker || !dead.has(call.worker) || hasChild(now, current, call.callId))
        continue;
      if (!current.cancelled && mayRunAgain(bench, call)) {
        again.push(call.callId);
        continue;
      }
      const message = current.cancelled
        ? "The run was cancelled while this call was running; what it had done by then is unknown."
        : "The server stopped while this call was running, and its tool does not allow it to run again: what it had done by then is unknown.";
      events.push({ type: "tool.failed", runId, callId: call.callId, error: { code: "interrupted", message }, ms: 0 });
    }
    return events;
  });
  if (turn && spooled)
    await bench.spool
      .forget(turn.id)
      .catch((error: unknown) => bench.observe.trouble("could not trim the spool of a dead worker", error));
  if (again.length > 0) await rerunCalls(bench, sessionId, runId, again, stop);
}

function inFlight(state: SessionState, run: Run): Set<string> {
  const workers = new Set<string>();
  const turn = openTurn(run);
  if (turn) workers.add(turn.worker);
  for (const call of run.calls)
    if (call.status === "running" && call.worker && !hasChild(state, run, call.callId)) workers.add(call.worker);
  return workers;
}

function hasChild(state: SessionState, run: Run, callId: string): boolean {
  return childrenOf(state, run.id).some((child) => child.parent?.callId === callId);
}
