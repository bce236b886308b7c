import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Cache } from "../../server/ports/cache.ts";
import { upTo } from "./some-append.ts";

export interface CacheUnderTest {
  cache: Cache;
  drop(): Promise<void>;
}

export interface CacheLimits {
  maxEntries: number;
  maxBytes: number;
}

/** The law of `Cache`. */
export function cacheContract(
  name: string,
  open: (limits: CacheLimits, now: () => number) => Promise<CacheUnderTest>,
): void {
  describe(`the cache: ${name}`, () => {
    let under: CacheUnderTest;
    let cache: Cache;
    let now: number;
    const openWith = async (limits: CacheLimits) => {
      await under?.drop();
      under = await open(limits, () => now);
      cache = under.cache;
    };
    beforeEach(async () => {
      now = 1_000_000;
      under = await open({ maxEntries: 1_000, maxBytes: 1_000_000 }, () => now);
      cache = under.cache;
    });
    afterEach(() => under.drop());

    test("gives back what was set, and nothing that was not", async () => {
      const value = { text: 'ü 🎭 "', list: [1, null, { deep: true }] };
      await cache.set("a", value);
      await cache.set("b", 1);
      await cache.set("b", "two");
      value.list.push(2);
      expect(await cache.get("a")).toEqual({ text: 'ü 🎭 "', list: [1, null, { deep: true }] });
      expect(await cache.get("b")).toBe("two");
      expect(await cache.get("c")).toBeUndefined();
      await cache.delete("a");
      await cache.delete("a");
      expect(await cache.get("a")).toBeUndefined();
      await expect(cache.set("a", undefined)).rejects.toMatchObject({ code: "invalid" });
    });

    test("forgets what its time is up for", async () => {
      await cache.set("short", 1, { ttlMs: 100 });
      await cache.set("long", 1, { ttlMs: 200 });
      await cache.set("for ever", 1);
      now += 99;
      expect(await cache.get("short")).toBe(1);
      now += 1;
      expect(await cache.get("short")).toBeUndefined();
      expect(await cache.get("long")).toBe(1);
      await cache.set("long", 2);
      now += 1_000_000;
      expect(await cache.get("long")).toBe(2);
      expect((await cache.stats()).entries).toBe(2);
    });

    test("counts, without losing any of many at once, and begins anew when the time is up", async () => {
      const counted = await Promise.all(upTo(20).map(() => cache.increment("n", 1, 100)));
      expect(counted.sort((a, b) => a - b)).toEqual(upTo(20));
      now += 99;
      expect(await cache.increment("n", -5.5, 100)).toBe(14.5);
      expect(await cache.get("n")).toBe(14.5);
      now += 1;
      expect(await cache.increment("n", 2, 100)).toBe(2);
      await cache.set("set", 40);
      expect(await cache.increment("set", 2)).toBe(42);
      await cache.set("text", "1");
      await expect(cache.increment("text", 1)).rejects.toMatchObject({ code: "conflict" });
    });

    test("clears by tag, to the letter, or everything", async () => {
      await cache.set("a", 1, { tags: ["one", "both"] });
      await cache.set("b", 1, { tags: ["both"] });
      await cache.set("c", 1, { tags: ["bot_", "on"] });
      await cache.set("d", 1);
      expect(await cache.clear("bo")).toBe(0);
      expect(await cache.clear("one")).toBe(1);
      expect(await cache.get("a")).toBeUndefined();
      expect(await cache.clear("both")).toBe(1);
      expect(await cache.clear("b%")).toBe(0);
      expect(await cache.get("c")).toBe(1);
      expect(await cache.clear()).toBe(2);
      expect((await cache.stats()).entries).toBe(0);
    });

    test("keeps to its number of entries, the newest ones", async () => {
      await openWith({ maxEntries: 10, maxBytes: 1_000_000 });
      for (const n of upTo(250)) {
        now++;
        await cache.set(`k${n}`, n);
      }
      const stats = await cache.stats();
      expect(stats.entries).toBe(10);
      expect(stats.evictions).toBe(240);
      expect(await cache.get("k250")).toBe(250);
      expect(await cache.get("k1")).toBeUndefined();
    });

    test("keeps to its bytes, whatever the entries weigh", async () => {
      await openWith({ maxEntries: 1_000, maxBytes: 2_000 });
      for (const n of upTo(20)) {
        now++;
        await cache.set(`k${n}`, "ü".repeat(150));
      }
      const { entries, bytes } = await cache.stats();
      expect(bytes).toBeLessThanOrEqual(2_000);
      expect(entries).toBe(6);
      now++;
      await cache.set("huge", "x".repeat(5_000));
      await cache.stats();
      expect(await cache.get("huge")).toBeUndefined();
    });

    test("says how it does", async () => {
      await cache.set("a", "xy");
      await cache.get("a");
      await cache.get("a");
      await cache.get("b");
      expect(await cache.stats()).toEqual({
        kind: expect.any(String),
        entries: 1,
        bytes: 5,
        hits: 2,
        misses: 1,
        evictions: 0,
      });
    });
  });
}
