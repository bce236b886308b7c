import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AsyncQueue, type FullPolicy, type Pushed } from "../../lib/queues/async-queue.ts";

async function all<T>(queue: AsyncQueue<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of queue) items.push(item);
  return items;
}

/** Whether a promise has been settled by what happened so far. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  return (await Promise.race([promise, new Promise((resolve) => setImmediate(resolve, pending))])) !== pending;
}

describe("a bounded queue", () => {
  test("gives items in the order in which they came, to whoever waits first", async () => {
    const queue = new AsyncQueue<number>(2);
    const [first, second] = [queue.take(), queue.take()];
    await queue.push(1);
    await queue.push(2);
    await queue.push(3);
    expect(await first).toEqual({ value: 1, done: false });
    expect(await second).toEqual({ value: 2, done: false });
    expect(await queue.take()).toEqual({ value: 3, done: false });
  });

  test("lets a producer wait for room", async () => {
    const queue = new AsyncQueue<number>(1);
    await queue.push(1);
    const waiting = queue.push(2);
    expect(await isSettled(waiting)).toBe(false);
    expect(queue.tryPush(9)).toBe("refused");
    await queue.take();
    expect(await waiting).toBe("taken");
    expect(queue.size).toBe(1);
  });

  test.each<[FullPolicy, Pushed, number[]]>([
    ["drop-oldest", "dropped-oldest", [2, 3]],
    ["drop-newest", "dropped", [1, 2]],
    ["refuse", "refused", [1, 2]],
  ])("with the policy %s says %s, and keeps %j of 1, 2, 3", async (policy, said, kept) => {
    const queue = new AsyncQueue<number>(2, policy);
    await queue.push(1);
    await queue.push(2);
    expect(await queue.push(3)).toBe(said);
    void queue.drain();
    expect(await all(queue)).toEqual(kept);
  });

  test("takes but does not give while it is paused", async () => {
    const queue = new AsyncQueue<number>(5);
    const taken = queue.take();
    queue.pause();
    await queue.push(1);
    expect(queue.state).toBe("paused");
    expect(await isSettled(taken)).toBe(false);
    queue.resume();
    expect(await taken).toEqual({ value: 1, done: false });
  });

  test("has drained when the last item is given out, those of waiting producers among them", async () => {
    const queue = new AsyncQueue<number>(1);
    await queue.push(1);
    const waiting = queue.push(2);
    const drained = queue.drain();
    expect(queue.state).toBe("draining");
    expect(await queue.push(3)).toBe("closed");
    expect(await queue.take()).toMatchObject({ value: 1 });
    expect(await isSettled(drained)).toBe(false);
    expect(await queue.take()).toMatchObject({ value: 2 });
    await drained;
    expect(await waiting).toBe("taken");
    expect(queue.state).toBe("closed");
    expect(await queue.take()).toEqual({ value: undefined, done: true });
    await queue.drain();
  });

  test("tells everybody when it is closed, and gives back what is left", async () => {
    const empty = new AsyncQueue<number>(1);
    const taker = empty.take();
    expect(empty.close()).toEqual([]);
    expect(await taker).toEqual({ value: undefined, done: true });

    const full = new AsyncQueue<number>(1);
    await full.push(1);
    const waiting = full.push(2);
    expect(full.close()).toEqual([1, 2]);
    expect(await waiting).toBe("closed");
    expect(await all(full)).toEqual([]);
  });

  test("can be left in the middle of a loop and entered again", async () => {
    const queue = new AsyncQueue<number>(5);
    for (const n of [1, 2, 3]) await queue.push(n);
    for await (const n of queue) if (n === 1) break;
    void queue.drain();
    expect(await all(queue)).toEqual([2, 3]);
  });

  test("needs room", () => {
    expect(() => new AsyncQueue(0)).toThrow(RangeError);
  });

  test("never holds more than its capacity, loses only what it says, and keeps the order", async () => {
    const steps = fc.array(fc.constantFrom("push", "take", "pause", "resume"), { maxLength: 300 });
    const policies = fc.constantFrom<FullPolicy>("wait", "drop-oldest", "drop-newest", "refuse");
    await fc.assert(
      fc.asyncProperty(steps, policies, fc.integer({ min: 1, max: 5 }), async (given, policy, capacity) => {
        const queue = new AsyncQueue<number>(capacity, policy);
        const pushed: Promise<Pushed>[] = [];
        const taken: Promise<IteratorResult<number, undefined>>[] = [];
        for (const step of given) {
          if (step === "push") pushed.push(queue.push(pushed.length));
          else if (step === "take") taken.push(queue.take());
          else queue[step]();
          expect(queue.size).toBeLessThanOrEqual(capacity);
        }
        const drained = queue.drain();
        const rest = await all(queue);
        await drained;
        const outcomes = await Promise.all(pushed);
        const received = [
          ...(await Promise.all(taken)).flatMap((result) => (result.done ? [] : [result.value])),
          ...rest,
        ];
        expect(received).toEqual([...received].sort((a, b) => a - b));
        expect(new Set(received).size).toBe(received.length);
        const refused = outcomes.filter((outcome) => outcome !== "taken").length;
        expect(received.length).toBe(pushed.length - refused);
      }),
    );
  });
});
