import { expect, test } from "vitest";
import { DatabaseCache } from "../../server/cache/database-cache.ts";
import { MemoryCache } from "../../server/cache/memory-cache.ts";
import { openTestDatabase, testProviders } from "../support/database.ts";
import { cacheContract } from "./cache-contract.ts";

cacheContract("in memory", async (limits, now) => ({
  cache: new MemoryCache({ ...limits, now }),
  drop: async () => {},
}));

for (const provider of testProviders) {
  cacheContract(`in ${provider}`, async (limits, now) => {
    const { database, drop } = await openTestDatabase(provider);
    return { cache: new DatabaseCache(database.sql, { ...limits, now }), drop };
  });
}

test("the cache in memory lets go first of what was not used for longest", async () => {
  const cache = new MemoryCache({ maxEntries: 2, maxBytes: 1_000, now: () => 0 });
  await cache.set("a", 1);
  await cache.set("b", 1);
  await cache.get("a");
  await cache.set("c", 1);
  expect(await cache.get("a")).toBe(1);
  expect(await cache.get("b")).toBeUndefined();
});
