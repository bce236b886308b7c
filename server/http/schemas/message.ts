import { z } from "zod";
import { attachment, author, count, id, limits, part, priority, whileRunning } from "../../../lib/core/fields.ts";
import type { Message } from "../../../lib/core/state.ts";

const routed = z.object({
  to: z.array(z.string()),
  by: z.string(),
  confidence: z.number(),
  reason: z.string(),
  candidates: z
    .array(z.object({ agent: z.string(), score: z.number(), hits: z.array(z.string()) }))
    .optional()
    .describe("Who could have answered, and what spoke for each."),
  was: z.array(z.string()).optional().describe("Who had been found, before a person said otherwise."),
});

export const message = z
  .object({
    id,
    seq: count,
    at: z.string(),
    author,
    content: z.string(),
    parts: z.array(part).optional(),
    attachments: z.array(attachment).optional(),
    parentId: z.nullable(id),
    to: z.array(z.string()).optional(),
    thread: z.string().optional(),
    status: z.enum(["placed", "waiting", "withdrawn"]),
    whileRunning: z.optional(whileRunning),
    delivered: z.enum(["queued", "steered"]).optional(),
    runId: z.string().optional(),
    turnId: z.string().optional(),
    run: z.object({ priority: z.optional(priority), limits: z.optional(limits) }).optional(),
    routed: routed.optional(),
    ratings: z
      .array(
        z.object({
          by: z.string(),
          rating: z.enum(["up", "down"]),
          reasons: z.array(z.string()).optional(),
          note: z.string().optional(),
        }),
      )
      .optional()
      .describe("What people think of it, one of each person."),
    stopped: z.literal(true).optional(),
    tokens: z.number(),
  })
  .meta({ id: "Message" }) satisfies z.ZodType<Message>;
