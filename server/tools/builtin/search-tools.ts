import { z } from "zod";
import { searchTools as name } from "../../../lib/core/loaded-tools.ts";
import { findRun } from "../../../lib/core/state.ts";
import type { Tool, ToolContext } from "../../ports/tools.ts";
import { defineTool } from "../define-tool.ts";
import { bestTools } from "../find-tools.ts";

const longestDescription = 300;

/** `toolsOf`: what the agent of a run may use now. */
export function searchTools(toolsOf: (agent: string, version: number) => Tool[]): Tool {
  return defineTool({
    name,
    description:
      "Finds tools that you may use and that are not shown to you yet, because there are many. Search by what you want to do; what is found can be called from your next step on.",
    arguments: z.strictObject({
      query: z.string().trim().min(1).max(500).describe("What you want to do, in a few words."),
      limit: z.int().min(1).max(20).default(8),
    }),
    details: z.strictObject({ tools: z.array(z.string()) }),
    permissions: ["session"],
    retry: "safe",
    timeoutMs: 5_000,
    run({ query, limit }, context) {
      const all = mine(context, toolsOf);
      const found = bestTools(all, query, limit);
      const lines = found.map((tool) => `- ${tool.name}: ${tool.description.slice(0, longestDescription)}`);
      return {
        content:
          found.length > 0
            ? `You can call these now:\n${lines.join("\n")}`
            : `None of your ${all.length} tools fits these words. Try others, or do without.`,
        details: { tools: found.map((tool) => tool.name) },
      };
    },
  });
}

function mine({ state, runId }: ToolContext, toolsOf: (agent: string, version: number) => Tool[]): Tool[] {
  const now = state();
  const run = now && runId !== null ? findRun(now, runId) : undefined;
  return run
    ? toolsOf(run.agent, run.agentVersion).filter(
        (tool) => tool.name !== name && (!run.tools || run.tools.includes(tool.name)),
      )
    : [];
}
