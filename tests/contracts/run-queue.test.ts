import { expect, test } from "vitest";
import type { RunJob } from "../../server/ports/run-queue.ts";
import { EmbeddedQueue } from "../../server/queue/embedded-queue.ts";
import { job, ManualWork, runQueueContract } from "./run-queue-contract.ts";

const ignore = () => undefined;

runQueueContract("embedded", (settings) => new EmbeddedQueue({ ...settings, now: () => 0, onTrouble: ignore }));

test("the embedded queue reports work that fails, and how long the oldest job has waited", async () => {
  let now = 1_000;
  const troubles: [RunJob, unknown][] = [];
  const queue = new EmbeddedQueue({
    maxRunning: 1,
    maxQueued: 10,
    maxRunningPerOwner: null,
    now: () => now,
    onTrouble: (failed, error) => troubles.push([failed, error]),
  });
  const manual = new ManualWork();
  queue.put(job("run_1"));
  now += 250;
  expect(queue.stats()).toEqual({ queued: 1, running: 0, oldestWaitMs: 250 });
  queue.start(manual.work);
  await manual.hasBegun(1);
  manual.fail("run_1");
  await queue.drain();
  expect(troubles).toEqual([[job("run_1"), new Error("no luck")]]);
});
