import { z } from "zod";

/** RFC 9457: how every failure is told. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("A sentence for a person: what is wrong and what to do."),
    code: z.string().describe("Stable, for programs."),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    instance: z.string().optional().describe("Names what the server logged, where something went wrong inside."),
    tool: z.string().optional(),
    callId: z.string().optional(),
    reason: z.string().optional().describe("The tool's own code, where a tool failed."),
  })
  .meta({ id: "Problem" });
