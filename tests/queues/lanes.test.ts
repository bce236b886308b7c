import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lanes } from "../../lib/queues/lanes.ts";

describe("lanes", () => {
  test("run one at a time for each key, in order, and different keys side by side", async () => {
    const step = fc.record({ key: fc.constantFrom("a", "b", "c"), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.scheduler(), async (steps, scheduler) => {
        const lanes = new Lanes();
        const running = new Set<string>();
        const begun: Record<string, number[]> = { a: [], b: [], c: [] };
        const results = steps.map(({ key, fails }, index) =>
          lanes.run(key, async () => {
            expect(running.has(key)).toBe(false);
            running.add(key);
            begun[key]?.push(index);
            await scheduler.schedule(Promise.resolve());
            running.delete(key);
            if (fails) throw new Error(`${index} failed`);
            return index;
          }),
        );
        const settled = Promise.allSettled(results);
        await scheduler.waitFor(settled);
        for (const [index, result] of (await settled).entries()) {
          expect(result.status).toBe(steps[index]!.fails ? "rejected" : "fulfilled");
          if (result.status === "fulfilled") expect(result.value).toBe(index);
        }
        for (const order of Object.values(begun)) expect(order).toEqual([...order].sort((x, y) => x - y));
        expect(lanes.size).toBe(0);
      }),
    );
  });

  test("do not wait for another key", async () => {
    const lanes = new Lanes();
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = lanes.run("a", () => promise);
    expect(await lanes.run("b", async () => "at once")).toBe("at once");
    expect(lanes.size).toBe(1);
    resolve();
    await slow;
  });

  test("take a task that throws before it returns anything for one that failed", async () => {
    const lanes = new Lanes();
    const bad = () => {
      throw new Error("at once");
    };
    await expect(lanes.run("a", bad)).rejects.toThrow("at once");
    expect(await lanes.run("a", async () => 1)).toBe(1);
  });
});
