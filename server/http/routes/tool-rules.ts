import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { slug } from "../../../lib/core/fields.ts";
import { type ToolRule, toolRuleRequest } from "../../../lib/tools/tool-rule.ts";
import { json, noContent } from "../answer.ts";
import { route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Tools";

const rule = z
  .object({
    tool: z.string().describe("A name, or the beginning of names and *."),
    agent: z.string().nullable().describe("Null: for all agents."),
    rule: z.enum(["deny", "ask", "allow"]),
    until: z.string().nullable(),
    reason: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: "ToolRule" }) satisfies z.ZodType<ToolRule>;

export const toolRuleRoutes = [
  route({
    id: "listToolRules",
    method: "GET",
    path: "/api/v1/tool-rules",
    tag,
    summary: "List what you said about tools: what agents may not use, must ask for, or were granted",
    answers: { 200: { description: "All rules", schema: pageOf(rule) } },
    handle: ({ runtime, principal }) =>
      json(200, { items: runtime.ports.toolRules.list(principal.userId), nextCursor: null }),
  }),
  route({
    id: "putToolRule",
    method: "PUT",
    path: "/api/v1/tool-rules",
    tag,
    summary: "Say that your agents may not use a tool, must ask before each use, or may use it",
    description:
      "`tool` is a name or the beginning of names (`mcp_files_*`). `allow` with an agent gives it a tool that its definition does not have, until a date if you say so; without one it makes an exception of a wider `deny`. The rule that says more of the name counts; one for the agent before one for all.",
    body: toolRuleRequest,
    example: { tool: "mcp_files_*", rule: "deny" },
    answers: { 200: { description: "The rule", schema: rule } },
    handle: async ({ runtime, principal, body }) =>
      json(200, await runtime.ports.toolRules.put(principal.userId, body)),
  }),
  route({
    id: "deleteToolRule",
    method: "DELETE",
    path: "/api/v1/tool-rules",
    tag,
    summary: "Take a rule back",
    query: z.strictObject({ tool: z.string().min(1).max(128), agent: z.optional(slug) }),
    answers: { 204: { description: "It is gone" } },
    async handle({ runtime, principal, query }) {
      const { tool, agent = null } = query;
      if (!(await runtime.ports.toolRules.delete(principal.userId, tool, agent)))
        throw new AppError("not_found", `There is no rule about "${tool}".`);
      return noContent();
    },
  }),
];
