import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Priority } from "../../lib/core/fields.ts";
import { FairPriorityQueue } from "../../lib/queues/fair-priority-queue.ts";

const priorities: Priority[] = ["urgent", "high", "normal", "low"];

function takeAll(queue: FairPriorityQueue<string>, now = 0): string[] {
  const taken: string[] = [];
  for (let next = queue.take(now); next !== undefined; next = queue.take(now)) taken.push(next);
  return taken;
}

describe("a fair queue", () => {
  test("lets groups take turns within a priority", () => {
    const queue = new FairPriorityQueue<string>();
    for (const key of ["a1", "a2", "a3", "b1", "b2", "c1"]) queue.put(key, key, key.charAt(0), "normal", 0);
    expect(takeAll(queue)).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  test("gives a newcomer its turn before a group that was just served", () => {
    const queue = new FairPriorityQueue<string>();
    for (const key of ["a1", "a2", "a3"]) queue.put(key, key, "a", "normal", 0);
    expect(queue.take(0)).toBe("a1");
    queue.put("b1", "b1", "b", "normal", 0);
    expect([queue.take(0), queue.take(0), queue.take(0)]).toEqual(["a2", "b1", "a3"]);
  });

  test("lifts what has waited, one priority for each age", () => {
    const queue = new FairPriorityQueue<string>(1_000);
    queue.put("low", "low", "a", "low", 0);
    queue.put("normal", "normal", "b", "normal", 1_999);
    expect(queue.take(1_999)).toBe("normal");
    queue.put("normal", "normal", "b", "normal", 1_999);
    expect(queue.take(2_000)).toBe("low");
  });

  test("passes over what may not go, which keeps its place", () => {
    const queue = new FairPriorityQueue<string>();
    for (const key of ["a1", "a2", "b1"]) queue.put(key, key, key.charAt(0), "normal", 0);
    expect(queue.take(0, (item) => item !== "a1")).toBe("b1");
    expect(queue.take(0, () => false)).toBeUndefined();
    expect(takeAll(queue)).toEqual(["a1", "a2"]);
  });

  test("has a key once, and lets it go", () => {
    const queue = new FairPriorityQueue<string>();
    expect(queue.put("k", "first", "a", "low", 5)).toBe(true);
    expect(queue.put("k", "second", "a", "urgent", 6)).toBe(false);
    expect(queue.has("k")).toBe(true);
    expect(queue.oldest()).toBe(5);
    expect(queue.remove("k")).toBe("first");
    expect(queue.remove("k")).toBeUndefined();
    expect(queue.size).toBe(0);
    expect(queue.oldest()).toBeUndefined();
    expect(queue.take(9)).toBeUndefined();
  });

  test("gives each item exactly once, a group's items of one priority in order, and the highest first", () => {
    const item = fc.record({ group: fc.constantFrom("a", "b", "c"), priority: fc.constantFrom(...priorities) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), (items) => {
        const queue = new FairPriorityQueue<number>();
        for (const [index, { group, priority }] of items.entries()) queue.put(`${index}`, index, group, priority, 0);
        const taken: number[] = [];
        for (let next = queue.take(0); next !== undefined; next = queue.take(0)) taken.push(next);
        expect([...taken].sort((a, b) => a - b)).toEqual(items.map((_, index) => index));
        const ranks = taken.map((index) => priorities.indexOf(items[index]!.priority));
        expect(ranks).toEqual([...ranks].sort());
        for (const priority of priorities) {
          for (const group of ["a", "b", "c"]) {
            const mine = taken.filter((index) => items[index]!.group === group && items[index]!.priority === priority);
            expect(mine).toEqual([...mine].sort((a, b) => a - b));
          }
        }
      }),
    );
  });

  test("within a priority serves no group twice while another one waits", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 60 }), (groups) => {
        const queue = new FairPriorityQueue<string>();
        for (const [index, group] of groups.entries()) queue.put(`${index}`, group, group, "normal", 0);
        const left = new Map<string, number>();
        for (const group of groups) left.set(group, (left.get(group) ?? 0) + 1);
        let served = new Set<string>();
        for (let group = queue.take(0); group !== undefined; group = queue.take(0)) {
          if (served.has(group)) {
            for (const [other, count] of left) if (count > 0) expect(served.has(other)).toBe(true);
            served = new Set();
          }
          served.add(group);
          left.set(group, left.get(group)! - 1);
        }
      }),
    );
  });

  test("never starves the low, however much of the urgent keeps coming", () => {
    const ageMs = 1_000;
    fc.assert(
      fc.property(fc.constantFrom(...priorities), fc.integer({ min: 1, max: 20 }), (priority, backlog) => {
        const queue = new FairPriorityQueue<string>(ageMs);
        queue.put("waiting", "waiting", "w", priority, 0);
        // One is taken every 100 ms, and one urgent comes each time, behind a backlog that never shrinks.
        for (let n = 0; n < backlog; n++) queue.put(`u${n}`, "urgent", `g${n}`, "urgent", 0);
        let turns = 0;
        while (queue.take(turns * 100) !== "waiting") {
          turns++;
          queue.put(`n${turns}`, "urgent", `n${turns}`, "urgent", turns * 100);
          expect(turns * 100).toBeLessThan(ageMs * 4 + backlog * 100 + 100);
        }
      }),
    );
  });
});
