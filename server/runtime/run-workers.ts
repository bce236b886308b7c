import { atTheDoor } from "../../lib/core/begin-child.ts";
import { isAppError } from "../../lib/core/errors.ts";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import {
  childrenOf,
  findRun,
  openCalls,
  openRuns,
  openTurn,
  type Run,
  type SessionState,
} from "../../lib/core/state.ts";
import type { RunSummary } from "../../lib/core/summary.ts";
import type { Lists } from "../ports/lists.ts";
import type { RunJob, RunQueue } from "../ports/run-queue.ts";
import { workOn } from "./run.ts";
import { RunStop, type Workbench } from "./workbench.ts";

const heartbeatMs = 2_000;
/** A worker that was not heard of for this long is taken for dead. */
const heartbeatTtlMs = 10_000;
const sweepMs = 5_000;
const firstRetryMs = 200;
const longestRetryMs = 5_000;
/** A run that broke its worker this often in a row, for another reason than the database's, is given up. */
const breaksAllowed = 5;

/** Puts runs that have something to do into the queue, works on them, and stops them when they are cancelled. */
export class RunWorkers {
  private readonly working = new Map<string, { sessionId: string; stop: RunStop }>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly bench: Workbench;
  private readonly queue: RunQueue;
  private readonly lists: Lists;
  /** How often in a row a run broke its worker. */
  private readonly breaks = new Map<string, number>();
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
      this.breaks.delete(job.runId);
    } catch (error) {
      left();
      await this.breakOff(job, error);
    } finally {
      left();
    }
  }

  /** The log is the plan: once the trouble is over, the run goes on from what stands there. */
  private async breakOff(job: RunJob, error: unknown): Promise<void> {
    const { code } = isAppError(error) ? error : { code: "internal" };
    // A session that was deleted meanwhile has nothing left to do.
    if (code === "not_found") return void this.breaks.delete(job.runId);
    this.bench.observe.trouble(`a run (${job.runId}) was interrupted by an error`, error);
    const before = this.breaks.get(job.runId) ?? 0;
    const breaks = code === "unavailable" ? before : before + 1;
    this.breaks.set(job.runId, breaks);
    if (breaks >= breaksAllowed && (await this.giveUp(job))) return void this.breaks.delete(job.runId);
    if (!this.stopping) this.later(Math.min(longestRetryMs, firstRetryMs * 2 ** breaks), () => this.queue.put(job));
  }

  /** Ends the run as failed, where its log allows that. */
  private async giveUp({ sessionId, runId }: RunJob): Promise<boolean> {
    try {
      const { events } = await this.bench.sessions.change(sessionId, { by: this.bench.worker }, (state) => {
        const run = findRun(state, runId);
        return run ? abandon(state, run) : [];
      });
      return events.length > 0;
    } catch (error) {
      this.bench.observe.trouble(`could not give up a run (${runId})`, error);
      return false;
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
      // What another run answers is nobody's work here.
      ...run.calls.filter((call) => call.status === "running" && call.worker !== atTheDoor),
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

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    timer.unref();
    this.timers.add(timer);
  }
}

function abandon(state: SessionState, run: Run): SessionEvent[] {
  const hasOpenChildren = childrenOf(state, run.id).some((child) => !child.finished);
  if (run.finished || run.cancelled || openTurn(run) || hasOpenChildren) return [];
  const message = `Working on this run broke the server's worker ${breaksAllowed} times, so it is not tried again. Use run.retry to insist.`;
  const error = { code: "poison", message };
  const calls = openCalls(run).map(
    ({ callId }): SessionEvent => ({ type: "tool.failed", runId: run.id, callId, error, ms: 0 }),
  );
  return [...calls, { type: "run.finished", runId: run.id, outcome: "failed", error }];
}

function hasWork(bench: Workbench, state: SessionState, run: Run): boolean {
  const step = nextStep(state, run.id, bench.world);
  return step.do !== "rest" && step.do !== "wait";
}

function jobOf(sessionId: string, state: SessionState, run: Run): RunJob {
  return { runId: run.id, sessionId, ownerId: state.ownerId, agent: run.agent, priority: run.priority };
}
