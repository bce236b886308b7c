import { expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { findRun } from "../../lib/core/state.ts";
import { placeOf } from "../../lib/operations/queue.ts";
import {
  answering,
  finished,
  proposed,
  queued,
  recorded,
  runStarted,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
} from "../core/facts.ts";
import { now } from "../core/test-world.ts";

function place(runId: string, ...events: Parameters<typeof recorded>[0]) {
  const state = fold(recorded([...answering(), ...events]));
  const run = findRun(state, runId);
  if (!run) throw new Error(`There is no run ${runId}.`);
  return { ...placeOf(state, run), head: state.head };
}

test("a run that nobody has begun waits for a worker", () => {
  expect(place("r1")).toMatchObject({ is: "waiting", for: "worker" });
  expect(place("r1", runStarted("r1"))).toMatchObject({ is: "waiting", for: "worker" });
});

test("a run in a turn or a call is whose worker said so, at the log's head", () => {
  const turn = place("r1", runStarted("r1"), turnStarted("r1", "t1"));
  expect(turn).toMatchObject({ is: "running", worker: "worker", doing: "demo/demo", since: now, fence: turn.head });
  const called = [turnStarted("r1", "t1"), turnCompleted("r1", "t1", "", [{ callId: "c1", tool: "echo" }])];
  expect(place("r1", ...called, proposed("r1", "c1"), toolStarted("r1", "c1"))).toMatchObject({
    is: "running",
    doing: "echo",
    worker: "worker",
  });
});

test("a run that a person holds waits for that person", () => {
  expect(place("r1", { type: "run.paused", runId: "r1", reason: "so", by: "ada" })).toMatchObject({ for: "resume" });
  const called = [turnStarted("r1", "t1"), turnCompleted("r1", "t1", "", [{ callId: "c1", tool: "echo" }])];
  const approval = { approval: { reason: "so", digest: "d" } };
  expect(place("r1", ...called, proposed("r1", "c1", "echo", approval))).toMatchObject({ for: "person" });
});

test("a run goes on at its time, or when those it depends on are over", () => {
  const failed = turnFailed("r1", "t1", "overloaded", { ms: 1_000, willRetryInMs: 4_000 });
  const at = new Date(Date.parse(now) + 5_000).toISOString();
  expect(place("r1", turnStarted("r1", "t1"), failed)).toMatchObject({ is: "scheduled", at, after: [] });
  const dependent = queued("r2", { dependsOn: ["r1"] });
  expect(place("r2", dependent)).toMatchObject({ is: "scheduled", at: null, after: ["r1"] });
  expect(place("r2", dependent, finished("r1"))).toMatchObject({ is: "waiting", for: "worker" });
});
