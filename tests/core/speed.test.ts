import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold, reduce } from "../../lib/core/reduce.ts";
import { settle } from "../../lib/core/settle.ts";
import type { Given } from "../../lib/core/world.ts";
import { opened, queued, recorded, toolStarted, turnStarted, wholeTurn } from "./facts.ts";
import { longSessions } from "./long-sessions.ts";
import { countingIds, now, testWorld } from "./test-world.ts";

const doublingAllowed = 3;

/**
 * How much longer twice as much takes. Compares the quickest of several times each, taken in turns, so that neither the
 * machine nor its other troubles matter; a measurement that was disturbed goes on.
 */
function ratioOf(work: (size: number) => () => unknown): number {
  const [long, short] = [work(10_000), work(5_000)];
  let quickestLong = Infinity;
  let quickestShort = Infinity;
  for (let round = 0; round < 200; round++) {
    quickestShort = Math.min(quickestShort, timeOf(short));
    quickestLong = Math.min(quickestLong, timeOf(long));
    if (round >= 10 && quickestLong / quickestShort < doublingAllowed) break;
  }
  return quickestLong / quickestShort;
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe.each(Object.entries(longSessions))("A session of %s", (_shape, eventsOf) => {
  test("is folded in time that grows with its length, not with its square", () => {
    expect(
      ratioOf((size) => {
        const log = recorded(eventsOf(size));
        return () => fold(log);
      }),
    ).toBeLessThan(doublingAllowed);
  });

  test("is folded event by event to the same state", () => {
    const log = recorded(eventsOf(1_000));
    let state = fold([]);
    for (const event of log) state = reduce(state, event);
    expect(fold(log)).toStrictEqual(state);
  });

  test("takes one more event in time that grows no faster than the session", () => {
    const given: Given = { at: now, by: "worker", newId: countingIds(), world: testWorld() };
    const more: SessionEvent[] = [
      queued("more"),
      ...wholeTurn("more", "more-turn", "", [{ callId: "more-call", tool: "danger" }]).slice(0, 2),
    ];
    expect(
      ratioOf((size) => {
        const state = fold(recorded(eventsOf(size)));
        return () => {
          for (let times = 0; times < 20; times++) settle(state, more, given);
        };
      }),
    ).toBeLessThan(doublingAllowed);
  });
});

test("A state that was handed out never changes, whoever folds on from it", () => {
  const log = recorded([opened(), queued("r1"), ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "echo" }])]);
  const state = fold(log);
  const asText = JSON.stringify(state);
  const next = recorded([toolStarted("r1", "c1"), queued("r2"), turnStarted("r2", "t2")], log.length);
  const once = fold(next, state);
  expect(fold(next, state)).toStrictEqual(once);
  for (const event of next) reduce(state, event);
  expect(JSON.stringify(state)).toBe(asText);
});
