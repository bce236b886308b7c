import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { defineTool } from "../define-tool.ts";

export const delegate = defineTool({
  name: "delegate",
  description:
    "Gives a task to another agent, by name or by what it must be able to do, and gives back its answer. The other agent knows nothing but the task, so say everything that it needs. Several calls at once are worked on side by side.",
  arguments: z.strictObject({
    agent: z.string().max(64).optional().describe("The agent's name."),
    capability: z.string().max(64).optional().describe("Instead of a name: what the agent must be able to do."),
    task: z.string().min(1).max(100_000).describe("What is to be done, whole and by itself."),
    schema: z.record(z.string(), z.unknown()).optional().describe("JSON Schema that the answer must fit."),
    tools: z.array(z.string()).max(100).optional().describe("The only tools that it may use."),
  }),
  permissions: ["agents"],
  retry: "never",
  timeoutMs: 5_000,
  becomes({ agent, capability, task, schema, tools }) {
    if ((agent === undefined) === (capability === undefined))
      return { verdict: "refuse", code: "invalid_arguments", reason: "Give either an agent or a capability." };
    const who = agent === undefined ? { capability: capability as string } : { agent };
    return {
      verdict: "delegate",
      delegation: { ...who, task, ...(schema && { schema }), ...(tools && { tools }) },
    };
  },
  run() {
    throw new AppError("conflict", "Only an agent at work can give a task to another one.");
  },
});
