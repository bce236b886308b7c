import { z } from "zod";
import type { Tool, ToolSource } from "../../server/ports/tools.ts";
import { builtinTools as shippedTools } from "../../server/tools/builtin-tools.ts";
import { defineTool } from "../../server/tools/define-tool.ts";

/** In place of the file that it imports: the same tools, and two that tell the far side what they do. */
export function builtinTools(...dependencies: Parameters<typeof shippedTools>): ToolSource {
  const tools = [
    ...shippedTools(...dependencies).tools(),
    effect("effect_once", "never"),
    effect("effect_again", "safe"),
  ];
  return { tools: () => tools };
}

function effect(name: string, retry: Tool["retry"]): Tool {
  return defineTool({
    name,
    description: "Does something in the world.",
    arguments: z.strictObject({ label: z.string(), careful: z.boolean().optional() }),
    permissions: ["network"],
    retry,
    timeoutMs: 10_000,
    async run({ label }, { callId, effectId, signal }) {
      const url = `${process.env.CHAOS_FAR_SIDE}/effect`;
      const body = JSON.stringify({ tool: name, label, callId, effectId });
      const response = await fetch(url, { method: "POST", body, signal });
      return { content: await response.text() };
    },
  });
}
