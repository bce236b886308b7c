import type { CodeErrorKind } from "../../../lib/functions/code-error.ts";
import type { SandboxCall, SandboxOutcome, SandboxStats } from "../../../lib/functions/sandbox-call.ts";
import { FairPriorityQueue } from "../../../lib/queues/fair-priority-queue.ts";
import type { Sandbox } from "../../ports/functions.ts";
import { type ChildCommand, childCommand } from "./child-command.ts";
import { Job, type RawOutcome } from "./job.ts";
import { readResult } from "./read-result.ts";
import { Worker } from "./worker.ts";

export interface SandboxOptions {
  /** Processes for calls that are quick. */
  quick: number;
  /** Processes more, for calls that are not, and for functions that lately came to a limit. */
  slow: number;
  /** Calls that may wait. */
  mostWaiting: number;
  /** After so many calls a process is thrown away. */
  mostUses: number;
  command?: ChildCommand & { wrapped: boolean };
}

interface Waiting {
  job: Job;
  lane: string;
  /** Whoever asked does not want it any more: what comes of it is not the function's fault. */
  isStopped(): boolean;
  done(outcome: RawOutcome): void;
}

interface Running {
  lane: string;
  since: number;
  slow: boolean;
  worker: Worker | null;
}

/** Calls that run longer give their place among the quick ones to those that wait. */
const quickMs = 250;
/** How long a function that came to a limit has to keep to the slow places. */
const strikeMs = 60_000;
const idleMs = 5 * 60_000;
const limitKinds: readonly CodeErrorKind[] = ["timeout", "memory", "killed"];

/**
 * Runs each call in a child process that is warm already. Those who wait take turns by lane, so that one function, however
 * often it is called and whatever it does, neither holds up the others nor takes all processes. What is slow has processes of
 * its own: it uses up neither the warm ones of the quick nor their processor.
 */
export class SandboxPool implements Sandbox {
  readonly #options: SandboxOptions;
  readonly #waiting = new FairPriorityQueue<Waiting>();
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #running = new Set<Running>();
  readonly #strikes = new Map<string, number>();
  #command: Promise<ChildCommand & { wrapped: boolean }> | null = null;
  #wrapped = false;
  #lastId = 0;
  #nested = 0;
  #thrownAway = 0;
  #closed = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: SandboxOptions) {
    this.#options = options;
  }

  async run(call: SandboxCall, signal: AbortSignal): Promise<SandboxOutcome> {
    const input = JSON.stringify(call.input ?? null);
    const id = ++this.#lastId;
    const job = new Job(id, call, input, signal);
    const raw = call.depth > 0 ? await this.#runNested(job) : await this.#runInTurn(job, call.lane, signal);
    if (!raw.result.ok) {
      const { kind, message, stack } = raw.result;
      return { ok: false, error: { kind, message, stack }, ms: raw.ms, memoryBytes: raw.memoryBytes, logs: raw.logs };
    }
    const read = readResult(raw.result.text);
    const figures = { ms: raw.ms, memoryBytes: raw.memoryBytes, logs: raw.logs };
    return read.ok
      ? { ok: true, result: read.value, ...figures }
      : { ok: false, error: { kind: "output", message: read.message, stack: "" }, ...figures };
  }

  stats(): SandboxStats {
    const { size: processes } = this.#workers;
    const running = this.#running.size + this.#nested;
    return { processes, running, waiting: this.#waiting.size, thrownAway: this.#thrownAway, alone: this.#wrapped };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    const workers = [...this.#workers];
    for (const worker of workers) this.#throwAway(worker);
    for (let next = this.#waiting.take(0); next; next = this.#waiting.take(0))
      next.done(refusal("killed", "The server stopped."));
    await Promise.all(workers.map((worker) => worker.closed()));
  }

  #runInTurn(job: Job, lane: string, signal: AbortSignal): Promise<RawOutcome> {
    if (this.#closed) return Promise.resolve(refusal("killed", "The server stopped."));
    const { mostWaiting } = this.#options;
    if (this.#waiting.size >= mostWaiting) {
      const sentence = `More than ${mostWaiting} calls of functions wait already. Try again in a moment.`;
      return Promise.resolve(refusal("busy", sentence));
    }
    return new Promise((done) => {
      const key = String(job.id);
      const leave = () => {
        if (this.#waiting.remove(key)) done(refusal("killed", "The call was stopped before it began."));
      };
      const waiting = {
        job,
        lane,
        isStopped: () => signal.aborted,
        done(outcome: RawOutcome) {
          signal.removeEventListener("abort", leave);
          done(outcome);
        },
      };
      this.#waiting.put(key, waiting, lane, "normal", performance.now());
      signal.addEventListener("abort", leave, { once: true });
      if (signal.aborted) leave();
      this.#dispatch();
    });
  }

  /** What a running call has to wait for does not wait in line behind it: its caller holds a place already. */
  async #runNested(job: Job): Promise<RawOutcome> {
    if (this.#closed) return refusal("killed", "The server stopped.");
    this.#nested += 1;
    try {
      return await this.#work(job);
    } finally {
      this.#nested -= 1;
    }
  }

  #dispatch(): void {
    if (this.#closed) return;
    for (;;) {
      const next = this.#waiting.take(performance.now(), ({ lane }) => this.#placeFor(lane) !== null);
      if (!next) return;
      const slow = this.#placeFor(next.lane) === "slow";
      const place: Running = { lane: next.lane, since: performance.now(), slow, worker: null };
      this.#running.add(place);
      const timer = setTimeout(() => this.#dispatch(), quickMs);
      timer.unref();
      void this.#work(next.job, place).then((outcome) => {
        clearTimeout(timer);
        this.#running.delete(place);
        if (!next.isStopped()) this.#judge(next, outcome);
        next.done(outcome);
        this.#dispatch();
      });
    }
  }

  #placeFor(lane: string): "quick" | "slow" | null {
    const { quick, slow } = this.#options;
    const now = performance.now();
    const slowOnes = [...this.#running].filter((each) => each.slow);
    // Who has run for long makes room among the quick ones, as long as there is room among the slow.
    for (const each of this.#running) {
      if (each.slow || now - each.since < quickMs || slowOnes.length >= slow) continue;
      each.slow = true;
      each.worker?.slowDown();
      slowOnes.push(each);
    }
    if (slow > 0 && this.#isStruck(lane, now)) {
      const ofLane = slowOnes.filter((each) => each.lane === lane).length;
      return slowOnes.length < slow && ofLane < Math.max(1, slow - 1) ? "slow" : null;
    }
    return this.#running.size - slowOnes.length < quick ? "quick" : null;
  }

  #isStruck(lane: string, now: number): boolean {
    const until = this.#strikes.get(lane);
    if (until === undefined) return false;
    if (until > now) return true;
    this.#strikes.delete(lane);
    return false;
  }

  #judge({ lane, job }: Waiting, { result, ms }: RawOutcome): void {
    const askedTooMuch = !result.ok && result.kind === "host" && job.hasAskedAll;
    if (!result.ok && (limitKinds.includes(result.kind) || askedTooMuch))
      this.#strikes.set(lane, performance.now() + strikeMs);
    else if (ms < quickMs) this.#strikes.delete(lane);
  }

  async #work(job: Job, place?: Running): Promise<RawOutcome> {
    const worker = await this.#takeWorker(place?.slow === true);
    if (!worker) return refusal("killed", "The sandbox could not be started. The server's log says more.");
    if (place) place.worker = worker;
    if (place?.slow) worker.slowDown();
    const outcome = await worker.run(job);
    this.#giveBack(worker);
    return outcome;
  }

  async #takeWorker(slow: boolean): Promise<Worker | null> {
    clearTimeout(this.#idleTimer);
    for (let attempt = 0; attempt < 3; attempt++) {
      const idle = this.#idle.findLastIndex((each) => each.slow === slow);
      const worker = this.#idle.splice(idle, idle < 0 ? 0 : 1)[0] ?? (await this.#start());
      if (await worker.ready) {
        if (!worker.dead) return worker;
      }
      this.#throwAway(worker);
      if (this.#closed) return null;
    }
    return null;
  }

  async #start(): Promise<Worker> {
    this.#command ??= this.#options.command ? Promise.resolve(this.#options.command) : childCommand();
    const command = await this.#command;
    this.#wrapped = command.wrapped;
    const worker = new Worker(command);
    this.#workers.add(worker);
    return worker;
  }

  #giveBack(worker: Worker): void {
    const alike = (all: Iterable<Worker>) => [...all].filter(({ slow }) => slow === worker.slow).length;
    const most = worker.slow ? this.#options.slow : this.#options.quick;
    if (worker.dead || worker.uses >= this.#options.mostUses) {
      this.#throwAway(worker);
      if (!this.#closed && !worker.slow && alike(this.#workers) < most) void this.#warm();
    } else if (alike(this.#idle) >= most) this.#throwAway(worker);
    else this.#idle.push(worker);
    this.#idleTimer = setTimeout(() => this.#rest(), idleMs);
    this.#idleTimer.unref();
  }

  /** Whoever comes before it is ready waits for it, instead of starting another one. */
  async #warm(): Promise<void> {
    const worker = await this.#start();
    if (this.#closed) return this.#throwAway(worker);
    this.#idle.push(worker);
  }

  #rest(): void {
    if (this.#running.size + this.#nested === 0) for (const worker of this.#idle.splice(0)) this.#throwAway(worker);
  }

  #throwAway(worker: Worker): void {
    if (!this.#workers.delete(worker)) return;
    this.#thrownAway += 1;
    worker.kill();
  }
}

function refusal(kind: CodeErrorKind, message: string): RawOutcome {
  return { result: { ok: false, kind, message, stack: "" }, ms: 0, memoryBytes: 0, logs: [], spent: true };
}
