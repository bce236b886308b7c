import { describe, expect, test } from "vitest";
import type { RunJob, RunQueue } from "../../server/ports/run-queue.ts";
import { upTo } from "./some-append.ts";

export interface QueueSettings {
  maxRunning: number;
  maxQueued: number;
  maxRunningPerOwner: number | null;
}

/** Jobs that end when the test says so. */
export class ManualWork {
  readonly begun: string[] = [];
  running = 0;
  most = 0;
  private readonly ends = new Map<string, { finish: () => void; fail: (error: Error) => void }>();
  private wake: (() => void) | null = null;

  readonly work = async (job: RunJob): Promise<void> => {
    this.begun.push(job.runId);
    this.running++;
    this.most = Math.max(this.most, this.running);
    const over = new Promise<void>((finish, fail) => this.ends.set(job.runId, { finish, fail }));
    this.wake?.();
    try {
      await over;
    } finally {
      this.running--;
    }
  };

  /** Resolves when so many have begun. */
  async hasBegun(count: number): Promise<void> {
    while (this.begun.length < count) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  finish(runId: string): void {
    this.ends.get(runId)?.finish();
  }

  fail(runId: string): void {
    this.ends.get(runId)?.fail(new Error("no luck"));
  }
}

export function job(runId: string, changes: Partial<RunJob> = {}): RunJob {
  return { runId, sessionId: `ses_of_${runId}`, ownerId: "ada", agent: "general", priority: "normal", ...changes };
}

/** The law of `RunQueue`. */
export function runQueueContract(name: string, open: (settings: QueueSettings) => RunQueue): void {
  const roomy: QueueSettings = { maxRunning: 2, maxQueued: 100, maxRunningPerOwner: null };

  describe(`the run queue: ${name}`, () => {
    test("works on what was put before it started, so many at once", async () => {
      const queue = open(roomy);
      const manual = new ManualWork();
      for (const n of upTo(5)) queue.put(job(`run_${n}`));
      expect(queue.stats()).toMatchObject({ queued: 5, running: 0 });
      queue.start(manual.work);
      for (const n of upTo(5)) {
        await manual.hasBegun(n);
        manual.finish(`run_${n}`);
      }
      await queue.drain();
      expect(manual.begun).toEqual(upTo(5).map((n) => `run_${n}`));
      expect(manual.most).toBe(2);
      expect(queue.stats()).toEqual({ queued: 0, running: 0, oldestWaitMs: 0 });
    });

    test("has one job per run, and looks once more at one that was put while it was worked on", async () => {
      const queue = open({ ...roomy, maxRunning: 9 });
      const manual = new ManualWork();
      queue.put(job("run_1"));
      queue.put(job("run_1"));
      queue.start(manual.work);
      await manual.hasBegun(1);
      queue.put(job("run_1"));
      queue.put(job("run_1"));
      expect(manual.begun).toEqual(["run_1"]);
      manual.finish("run_1");
      await manual.hasBegun(2);
      manual.finish("run_1");
      await queue.drain();
      expect(manual.begun).toEqual(["run_1", "run_1"]);
      expect(manual.most).toBe(1);
    });

    test("takes the urgent first, and lets the sessions take turns", async () => {
      const queue = open({ ...roomy, maxRunning: 1 });
      const manual = new ManualWork();
      for (const n of upTo(3)) queue.put(job(`a${n}`, { sessionId: "a" }));
      queue.put(job("b1", { sessionId: "b" }));
      queue.put(job("low", { priority: "low" }));
      queue.put(job("urgent", { priority: "urgent" }));
      queue.put(job("high", { priority: "high" }));
      queue.start(manual.work);
      const expected = ["urgent", "high", "a1", "b1", "a2", "a3", "low"];
      for (const [index, runId] of expected.entries()) {
        await manual.hasBegun(index + 1);
        manual.finish(runId);
      }
      await queue.drain();
      expect(manual.begun).toEqual(expected);
    });

    test("refuses new work when it is full, says when to come again, and still takes what was accepted", async () => {
      const queue = open({ ...roomy, maxRunning: 1, maxQueued: 2 });
      const manual = new ManualWork();
      queue.start(manual.work);
      for (const n of upTo(3)) {
        queue.admit("ada");
        queue.put(job(`run_${n}`));
        await manual.hasBegun(1);
      }
      const refused = () => queue.admit("ada");
      expect(refused).toThrow(expect.objectContaining({ code: "busy" }));
      expect(refused).toThrow(expect.objectContaining({ details: { retryAfterMs: expect.any(Number) } }));
      queue.put(job("run_4"));
      for (const n of upTo(4)) {
        await manual.hasBegun(n);
        manual.finish(`run_${n}`);
      }
      await queue.drain();
      queue.admit("ada");
      expect(manual.begun).toHaveLength(4);
    });

    test("lets nobody have more at once than they may, and others pass", async () => {
      const queue = open({ maxRunning: 3, maxQueued: 100, maxRunningPerOwner: 1 });
      const manual = new ManualWork();
      queue.start(manual.work);
      queue.put(job("ada_1"));
      queue.put(job("ada_2", { priority: "urgent" }));
      queue.put(job("bob_1", { ownerId: "bob", priority: "low" }));
      await manual.hasBegun(2);
      expect(manual.begun).toEqual(["ada_1", "bob_1"]);
      manual.finish("ada_1");
      await manual.hasBegun(3);
      manual.finish("ada_2");
      manual.finish("bob_1");
      await queue.drain();
    });

    test("drops a job that nobody has begun", async () => {
      const queue = open({ ...roomy, maxRunning: 1 });
      const manual = new ManualWork();
      queue.start(manual.work);
      queue.put(job("run_1"));
      queue.put(job("run_2"));
      await manual.hasBegun(1);
      queue.drop("run_2");
      queue.put(job("run_1"));
      queue.drop("run_1");
      queue.drop("run_3");
      manual.finish("run_1");
      await queue.drain();
      expect(manual.begun).toEqual(["run_1"]);
    });

    test("goes on after work that fails", async () => {
      const queue = open({ ...roomy, maxRunning: 1 });
      const manual = new ManualWork();
      queue.start(manual.work);
      queue.put(job("run_1"));
      queue.put(job("run_2"));
      await manual.hasBegun(1);
      manual.fail("run_1");
      await manual.hasBegun(2);
      manual.finish("run_2");
      await queue.drain();
      expect(queue.stats().running).toBe(0);
    });

    test("takes nothing new when it stops, and has stopped when what runs is over", async () => {
      const queue = open({ ...roomy, maxRunning: 1 });
      const manual = new ManualWork();
      queue.start(manual.work);
      queue.put(job("run_1"));
      queue.put(job("run_2"));
      await manual.hasBegun(1);
      let stopped = false;
      const stopping = queue.stop().then(() => {
        stopped = true;
      });
      queue.put(job("run_3"));
      await Promise.resolve();
      expect(stopped).toBe(false);
      manual.finish("run_1");
      await stopping;
      expect(manual.begun).toEqual(["run_1"]);
    });
  });
}
