import { z } from "zod";
import type { Tool } from "../../server/ports/tools.ts";
import { defineTool } from "../../server/tools/define-tool.ts";

/** A tool that says back what it was told. */
export const echo = defineTool({
  name: "echo",
  description: "Says back what it is told.",
  arguments: z.strictObject({ text: z.string().min(1), times: z.int().min(1).max(5).default(1) }),
  details: z.strictObject({ times: z.number() }),
  permissions: [],
  retry: "safe",
  timeoutMs: 5000,
  run: ({ text, times }) => ({ content: Array(times).fill(text).join(" "), details: { times } }),
});

export function aTool(changes: Partial<Tool> = {}): Tool {
  return { ...echo, ...changes };
}
