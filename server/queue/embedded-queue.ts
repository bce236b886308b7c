import { AppError } from "../../lib/core/errors.ts";
import { FairPriorityQueue } from "../../lib/queues/fair-priority-queue.ts";
import type { RunJob, RunQueue } from "../ports/run-queue.ts";

export interface EmbeddedQueueOptions {
  maxRunning: number;
  maxQueued: number;
  /** Runs at once for one owner; null means no limit of its own. */
  maxRunningPerOwner: number | null;
  /** Milliseconds of a clock that never jumps. */
  now: () => number;
  onTrouble: (job: RunJob, error: unknown) => void;
}

/** The queue of one process. It forgets with the process: at start it is filled from the log. */
export class EmbeddedQueue implements RunQueue {
  private readonly queue = new FairPriorityQueue<RunJob>();
  private readonly running = new Map<string, { job: RunJob; again: RunJob | null }>();
  private readonly runningPerOwner = new Map<string, number>();
  private readonly options: EmbeddedQueueOptions;
  private work: ((job: RunJob) => Promise<void>) | null = null;
  private stopped = false;
  private waiters: { isOver: () => boolean; resolve: () => void }[] = [];
  /** How long a job took of late: what `busy` tells the caller to wait. */
  private usualMs = 1_000;

  constructor(options: EmbeddedQueueOptions) {
    this.options = options;
  }

  admit(_ownerId: string): void {
    if (this.queue.size < this.options.maxQueued) return;
    const retryAfterMs = Math.min(60_000, Math.max(1_000, Math.round(this.usualMs)));
    throw new AppError("busy", "Too many runs are waiting. Try again in a moment.", { retryAfterMs });
  }

  put(job: RunJob): void {
    const running = this.running.get(job.runId);
    if (running) running.again = job;
    else this.enqueue(job);
    this.pump();
  }

  drop(runId: string): void {
    this.queue.remove(runId);
    const running = this.running.get(runId);
    if (running) running.again = null;
    this.tellWaiters();
  }

  start(work: (job: RunJob) => Promise<void>): void {
    this.work = work;
    this.stopped = false;
    this.pump();
  }

  stop(): Promise<void> {
    this.stopped = true;
    return this.until(() => this.running.size === 0);
  }

  drain(): Promise<void> {
    return this.until(() => this.running.size === 0 && this.queue.size === 0);
  }

  stats(): { queued: number; running: number; oldestWaitMs: number } {
    const oldest = this.queue.oldest();
    const oldestWaitMs = oldest === undefined ? 0 : Math.max(0, this.options.now() - oldest);
    return { queued: this.queue.size, running: this.running.size, oldestWaitMs };
  }

  private enqueue(job: RunJob): void {
    this.queue.put(job.runId, job, job.sessionId, job.priority, this.options.now());
  }

  private pump(): void {
    while (this.work && !this.stopped && this.running.size < this.options.maxRunning) {
      const job = this.queue.take(this.options.now(), this.mayRun);
      if (!job) return;
      this.begin(job, this.work);
    }
  }

  private readonly mayRun = (job: RunJob): boolean => {
    const { maxRunningPerOwner } = this.options;
    return maxRunningPerOwner === null || (this.runningPerOwner.get(job.ownerId) ?? 0) < maxRunningPerOwner;
  };

  private begin(job: RunJob, work: (job: RunJob) => Promise<void>): void {
    const began = this.options.now();
    this.running.set(job.runId, { job, again: null });
    this.runningPerOwner.set(job.ownerId, (this.runningPerOwner.get(job.ownerId) ?? 0) + 1);
    const end = () => {
      this.usualMs += (this.options.now() - began - this.usualMs) / 10;
      this.end(job);
    };
    // On a later microtask, so that whoever put the job has finished its sentence first.
    Promise.resolve()
      .then(() => work(job))
      .catch((error: unknown) => this.options.onTrouble(job, error))
      .then(end, end);
  }

  private end(job: RunJob): void {
    const again = this.running.get(job.runId)?.again;
    this.running.delete(job.runId);
    const left = (this.runningPerOwner.get(job.ownerId) ?? 1) - 1;
    if (left > 0) this.runningPerOwner.set(job.ownerId, left);
    else this.runningPerOwner.delete(job.ownerId);
    if (again) this.enqueue(again);
    this.pump();
    this.tellWaiters();
  }

  private until(isOver: () => boolean): Promise<void> {
    if (isOver()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ isOver, resolve }));
  }

  private tellWaiters(): void {
    const over = this.waiters.filter((waiter) => waiter.isOver());
    if (over.length === 0) return;
    this.waiters = this.waiters.filter((waiter) => !over.includes(waiter));
    for (const waiter of over) waiter.resolve();
  }
}
