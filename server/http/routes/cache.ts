import { z } from "zod";
import { authorize } from "../../runtime/authorize.ts";
import { json } from "../answer.ts";
import { words } from "../query.ts";
import { type Call, route } from "../route.ts";

const tag = "Cache";

export const cacheStats = z
  .object({
    kind: z.string(),
    entries: z.number(),
    bytes: z.number(),
    hits: z.number(),
    misses: z.number(),
    evictions: z.number(),
  })
  .meta({ id: "CacheStats" });

const answers = { 200: { description: "What the cache holds and how it does", schema: cacheStats } };
const handle = async ({ runtime }: Pick<Call, "runtime">) => json(200, await runtime.ports.cache.stats());

export const cacheRoutes = [
  route({ id: "getCache", method: "GET", path: "/api/v1/cache", tag, summary: "Look at the cache", answers, handle }),
  route({ id: "getCacheStats", method: "GET", path: "/api/v1/cache/stats", tag, summary: "The same", answers, handle }),
  route({
    id: "clearCache",
    method: "DELETE",
    path: "/api/v1/cache",
    tag,
    summary: "Empty the cache",
    query: z.strictObject({ tag: words.optional().describe("Only entries with this tag.") }),
    answers: { 200: { description: "How many entries went", schema: z.object({ cleared: z.number() }) } },
    async handle({ runtime, principal, query }) {
      authorize(principal, "administer", { kind: "installation" });
      return json(200, { cleared: await runtime.ports.cache.clear(query.tag) });
    },
  }),
];
