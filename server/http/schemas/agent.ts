import { z } from "zod";
import type { Agent } from "../../../lib/core/agent.ts";
import { slug, whileRunning } from "../../../lib/core/fields.ts";

const condition = z.object({
  argument: z.string(),
  is: z.enum(["equal", "not-equal", "above", "below", "contains", "present"]),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

export const approval = z
  .union([z.enum(["never", "always"]), z.object({ when: z.array(condition) })])
  .meta({ id: "Approval" });

const sampling = z
  .object({
    temperature: z.number(),
    topP: z.number(),
    presencePenalty: z.number(),
    frequencyPenalty: z.number(),
    maxOutputTokens: z.number(),
  })
  .partial();

/** What an agent is, with the defaults filled in. */
export const agent = z.object({
  name: slug,
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
  sampling: sampling.optional(),
  modelSampling: z.record(z.string(), sampling).optional().describe("For single models of the chain."),
  emoji: z.string().optional(),
  color: z.int().optional(),
  persona: z.object({ role: z.string(), goal: z.string(), backstory: z.string() }).partial().optional(),
  variables: z.record(z.string(), z.string()).optional(),
  capabilities: z.array(z.string()).optional(),
  inputSchema: z.record(z.string(), z.unknown()).optional(),
  outputSchema: z.record(z.string(), z.unknown()).optional(),
  fallback: z.string().optional(),
  whileRunning: z.optional(whileRunning),
  suggestions: z.array(z.string()).optional(),
  memory: z.object({ data: z.array(z.string()).optional() }).optional(),
}) satisfies z.ZodType<Omit<Agent, "version">>;
