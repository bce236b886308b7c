import { z } from "zod";
import { usage } from "../../../lib/core/fields.ts";

const counts = z.object({ total: z.number(), byStatus: z.record(z.string(), z.number()) });

const group = z
  .object({
    name: z.string(),
    turns: z.number(),
    errors: z.number(),
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
    ttftP50Ms: z.number().nullable(),
    inputTokens: z.number(),
    cachedTokens: z.number(),
    outputTokens: z.number(),
    reasoningTokens: z.number(),
    cost: z.number(),
    lastError: z.string().nullable(),
  })
  .meta({ id: "GroupStats" });

const toolGroup = z
  .object({
    name: z.string(),
    calls: z.number(),
    errors: z.number(),
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
  })
  .meta({ id: "ToolStats" });

export const stats = z
  .object({
    sessions: counts,
    messages: z.number(),
    runs: counts,
    queue: z.object({
      queued: z.number(),
      running: z.number(),
      oldestWaitMs: z.number(),
      capacity: z.number().describe("How many may wait; beyond that new work is refused as `busy`."),
      concurrency: z.number().describe("How many may run at once."),
    }),
    byAgent: z.array(group).describe("Since the process began."),
    byModel: z.array(group).describe("Since the process began."),
    byTool: z.array(toolGroup).describe("Since the process began."),
    tokens: z.object({ ...usage.shape, total: z.number() }),
    cost: z.number().describe("US dollars, where prices are known."),
    errors: z
      .object({ turns: z.number(), tools: z.number(), internal: z.number(), total: z.number() })
      .describe("Since the process began."),
    openTurns: z.number().describe("Model calls being streamed."),
    connections: z.object({ sockets: z.number().nullable(), streams: z.number() }),
    uptimeSeconds: z.number(),
    memory: z.object({ rssBytes: z.number(), heapUsedBytes: z.number(), heapTotalBytes: z.number() }),
  })
  .meta({ id: "Stats" });
