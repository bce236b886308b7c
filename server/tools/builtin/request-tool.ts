import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { requestTool as name } from "../../../lib/core/tool-grants.ts";
import type { ToolRules } from "../../ports/tool-rules.ts";
import type { Tool, Tools } from "../../ports/tools.ts";
import { defineTool } from "../define-tool.ts";
import { bestTools } from "../find-tools.ts";

interface Dependencies {
  tools: Pick<Tools, "get" | "list">;
  rules: Pick<ToolRules, "put">;
  now: () => Date;
}

const longestMs = 366 * 24 * 3_600_000;
const scope = z.enum(["once", "session", "until"]);

/** An agent asks for a tool that it may not use. The approval of this call is the grant; the person may change what is granted. */
export function requestTool({ tools, rules, now }: Dependencies): Tool {
  const tool = defineTool({
    name,
    description:
      "Asks the person for a tool that you may not use. Name exactly one, say why you need it, and for how long: once, for this session, or until a date.",
    arguments: z.strictObject({
      tool: z.string().min(1).max(200).describe("The tool's exact name."),
      reason: z.string().trim().min(1).max(500).describe("One sentence for the person."),
      scope: scope.default("once"),
      until: z.iso.datetime().optional().describe("With the scope until: when it ends, such as 2030-01-31T00:00:00Z."),
    }),
    details: z.strictObject({ granted: z.strictObject({ tool: z.string(), scope, until: z.string().optional() }) }),
    permissions: ["tools"],
    approval: "always",
    retry: "never",
    timeoutMs: 10_000,
    async run({ tool: wanted, reason, scope: wish, until }, { ownerId, agent }) {
      const found = tools.get(wanted);
      if (!found) throw new AppError("not_found", `There is no tool "${wanted}". ${similar(tools, wanted)}`.trim());
      if (found.alwaysAsks) throw new AppError("invalid", `"${wanted}" cannot be granted.`);
      if (wish !== "until")
        return granted(wanted, wish, `You may use ${wanted} ${wish === "once" ? "once" : "in this session"}.`);
      if (agent === null) throw new AppError("invalid", "Only an agent can be given a tool until a date.");
      const ms = until === undefined ? Number.NaN : Date.parse(until) - now().getTime();
      if (!(ms > 0 && ms <= longestMs))
        throw new AppError("invalid", "Say with until when it ends: a time to come, within a year.");
      await rules.put(ownerId, { tool: wanted, agent, rule: "allow", until: until as string, reason });
      return granted(wanted, wish, `You may use ${wanted} until ${until}.`, until);
    },
  });
  return { ...tool, alwaysAsks: true };
}

function granted(tool: string, wish: z.infer<typeof scope>, content: string, until?: string) {
  return { content, details: { granted: { tool, scope: wish, ...(until !== undefined && { until }) } } };
}

function similar(tools: Pick<Tools, "list">, wanted: string): string {
  const names = bestTools(tools.list(), wanted, 5).map(({ name: each }) => each);
  return names.length > 0 ? `Did you mean ${names.join(", ")}?` : "";
}
