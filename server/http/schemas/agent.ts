import { z } from "zod";
import type { Agent } from "../../../lib/core/agent.ts";
import { count, slug } from "../../../lib/core/fields.ts";

const condition = z.object({
  argument: z.string(),
  is: z.enum(["equal", "not-equal", "above", "below", "contains", "present"]),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

export const approval = z
  .union([z.enum(["never", "always"]), z.object({ when: z.array(condition) })])
  .meta({ id: "Approval" });

/** A published version of an agent. */
export const agent = z
  .object({
    name: slug,
    version: count,
    description: z.string(),
    instructions: z.string(),
    models: z.array(z.string()),
    tools: z.array(z.object({ name: z.string(), approval: approval.optional() })),
    limits: z.object({
      turns: z.number(),
      tokens: z.number(),
      seconds: z.number(),
      depth: z.number(),
      children: z.number(),
      cost: z.number().optional(),
    }),
    sampling: z
      .object({
        temperature: z.number(),
        topP: z.number(),
        presencePenalty: z.number(),
        frequencyPenalty: z.number(),
        maxOutputTokens: z.number(),
      })
      .partial()
      .optional(),
    emoji: z.string().optional(),
    outputSchema: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "Agent" }) satisfies z.ZodType<Agent>;
