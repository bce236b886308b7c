import { z } from "zod";

/** What a workflow is. How it goes is checked by its own schema, which the definition in the reference shows. */
export const workflow = z.object({
  name: z.string(),
  description: z.string(),
  emoji: z.string().optional(),
  suggestions: z.array(z.string()).optional(),
  limits: z.record(z.string(), z.number()).optional(),
  how: z.looseObject({ kind: z.enum(["router", "group-chat", "crew", "chain", "graph"]) }).optional(),
});
