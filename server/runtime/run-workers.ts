import { isAppError } from "../../lib/core/errors.ts";
import type { Recorded } from "../../lib/core/events.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import { findRun, openRuns, type Run, type SessionState } from "../../lib/core/state.ts";
import type { RunSummary } from "../../lib/core/summary.ts";
import type { Lists, RunJob, RunQueue } from "../ports.ts";
import { workOn } from "./run.ts";
import { RunStop, type Workbench } from "./workbench.ts";

const heartbeatMs = 2_000;
/** A worker that was not heard of for this long is taken for dead. */
const heartbeatTtlMs = 10_000;
const sweepMs = 5_000;
const retryMs = 1_000;

/** Puts runs that have something to do into the queue, works on them, and stops them when they are cancelled. */
export class RunWorkers {
  private readonly working = new Map<string, { sessionId: string; stop: RunStop }>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly bench: Workbench;
  private readonly queue: RunQueue;
  private readonly lists: Lists;
  private heartbeat: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(bench: Workbench, queue: RunQueue, lists: Lists) {
    this.bench = bench;
    this.queue = queue;
    this.lists = lists;
  }

  async start(): Promise<void> {
    const beat = () => this.bench.workers.beat(this.bench.worker, heartbeatTtlMs);
    await beat();
    // From now on, however long the first look at all open runs takes, and until the last turn is over.
    this.heartbeat = this.every(heartbeatMs, beat);
    this.queue.start((job) => this.work(job));
    await this.sweep();
    this.timers.add(this.every(sweepMs, () => this.sweep()));
  }

  /** After every change: whoever has something to do is queued, whoever was cancelled is stopped. */
  onChange(sessionId: string, state: SessionState, events: readonly Recorded[]): void {
    for (const event of events) {
      if (event.type === "run.cancelled") this.working.get(event.runId)?.stop.because("cancelled");
      if (event.type === "turn.failed") this.working.get(event.runId)?.stop.turnEnded(event.turnId);
      if (event.type === "run.finished") this.queue.drop(event.runId);
    }
    if (this.stopping) return;
    for (const run of openRuns(state)) {
      // Who is being worked on asks for its next step by itself.
      if (!this.working.has(run.id) && hasWork(this.bench, state, run)) this.queue.put(jobOf(sessionId, state, run));
    }
  }

  sessionsAtWork(): string[] {
    return [...this.working.values()].map((each) => each.sessionId);
  }

  /** Nothing new begins, no next step either. What is at work gets until the deadline, then hands over to the next process. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    for (const { stop } of this.working.values()) stop.afterThisStep = true;
    for (const timer of this.timers) clearInterval(timer);
    const deadline = setTimeout(() => {
      for (const { stop } of this.working.values()) stop.because("handed_over");
    }, graceMs);
    await this.queue.stop();
    clearTimeout(deadline);
    await this.bench.turns.settled();
    clearInterval(this.heartbeat);
    await this.bench.workers.leave(this.bench.worker);
  }

  private async work(job: RunJob): Promise<void> {
    if (this.stopping) return;
    const stop = new RunStop();
    this.working.set(job.runId, { sessionId: job.sessionId, stop });
    const left = () => {
      if (this.working.get(job.runId)?.stop === stop) this.working.delete(job.runId);
    };
    try {
      const state = await this.bench.sessions.read(job.sessionId);
      if (findRun(state, job.runId)?.cancelled) stop.because("cancelled");
      await workOn(this.bench, job, stop, left);
    } catch (error) {
      // A session that was deleted meanwhile has nothing left to do.
      if (isAppError(error) && error.code === "not_found") return;
      // The log is the plan: once the trouble is over, the run goes on from what stands there.
      this.bench.observe.trouble(`a run (${job.runId}) was interrupted by an error`, error);
      if (!this.stopping) this.later(() => this.queue.put(job));
    } finally {
      left();
    }
  }

  /** Finds open runs that nobody works on: after a start, and those whose worker died elsewhere. */
  private async sweep(): Promise<void> {
    if (this.stopping) return;
    for (const row of await this.lists.openRuns()) {
      if (this.stopping) return;
      if (this.working.has(row.id) || row.status === "waiting" || row.status === "paused") continue;
      // One session that cannot be read must not keep the others waiting.
      await this.look(row).catch((error: unknown) =>
        this.bench.observe.trouble(`could not look after run ${row.id}`, error),
      );
    }
  }

  private async look(row: RunSummary): Promise<void> {
    const state = await this.bench.sessions.catchUp(row.sessionId);
    const run = findRun(state, row.id);
    if (!run || run.finished || this.working.has(run.id)) return;
    if (hasWork(this.bench, state, run) || (await this.isOrphan(run))) this.queue.put(jobOf(row.sessionId, state, run));
  }

  private async isOrphan(run: Run): Promise<boolean> {
    const workers = [
      ...run.turns.filter((turn) => turn.status === "open"),
      ...run.calls.filter((call) => call.status === "running"),
    ].map((each) => each.worker);
    for (const worker of workers)
      if (worker && (worker === this.bench.worker || !(await this.bench.workers.isAlive(worker)))) return true;
    return false;
  }

  private every(ms: number, work: () => Promise<void>): NodeJS.Timeout {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      work()
        .catch((error: unknown) => this.bench.observe.trouble("a periodic task failed", error))
        .finally(() => {
          busy = false;
        });
    }, ms);
    timer.unref();
    return timer;
  }

  private later(work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, retryMs);
    timer.unref();
    this.timers.add(timer);
  }
}

function hasWork(bench: Workbench, state: SessionState, run: Run): boolean {
  const step = nextStep(state, run.id, bench.world);
  return step.do !== "rest" && step.do !== "wait";
}

function jobOf(sessionId: string, state: SessionState, run: Run): RunJob {
  return { runId: run.id, sessionId, ownerId: state.ownerId, agent: run.agent, priority: run.priority };
}
