import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import type { Tool } from "../../ports/tools.ts";
import { json } from "../answer.ts";
import { callTool, toolCall, toolCallAnswer } from "../call-tool.ts";
import { cursor, limit, words } from "../query.ts";
import { route } from "../route.ts";
import { approval } from "../schemas/agent.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Tools";

const tool = z
  .object({
    name: z.string(),
    description: z.string(),
    parameters: z.record(z.string(), z.unknown()).describe("JSON Schema of the arguments."),
    output: z.record(z.string(), z.unknown()).optional().describe("JSON Schema of what it gives, where it says so."),
    permissions: z.array(z.string()).describe("What it touches."),
    approval,
    retry: z.enum(["safe", "never"]).describe("`safe`: may run again when a crash left the outcome unknown."),
    timeoutMs: z.number(),
    source: z
      .object({ kind: z.enum(["mcp", "openapi", "function"]), name: z.string(), tool: z.string() })
      .optional()
      .describe("None: it is built in."),
    unavailable: z.string().nullable().describe("Why it cannot be used now."),
  })
  .meta({ id: "Tool" });

const toolRecord = z
  .object({
    id: z.string(),
    ownerId: z.string(),
    tool: z.string(),
    sessionId: z.string().nullable().describe("None: a person called the tool directly."),
    runId: z.string().nullable(),
    callId: z.string().nullable(),
    arguments: z.unknown(),
    outcome: z.enum(["finished", "failed"]),
    content: z.string(),
    error: z.string().nullable(),
    ms: z.number(),
    at: z.string(),
  })
  .meta({ id: "ToolRecord" });

function view(each: Tool): z.input<typeof tool> {
  const { name, description, parameters, output, permissions, approval: policy, retry, timeoutMs, source } = each;
  return {
    name,
    description,
    parameters,
    ...(output && { output }),
    permissions: [...permissions],
    approval: policy,
    retry,
    timeoutMs,
    ...(source && { source }),
    unavailable: each.unavailable(),
  };
}

export const toolRoutes = [
  route({
    id: "listTools",
    method: "GET",
    path: "/api/v1/tools",
    tag,
    summary: "List the tools that agents may be given, with the schemas of their arguments",
    answers: { 200: { description: "All tools", schema: pageOf(tool) } },
    handle: ({ runtime }) => json(200, { items: runtime.ports.tools.list().map(view), nextCursor: null }),
  }),
  route({
    id: "getTool",
    method: "GET",
    path: "/api/v1/tools/{name}",
    tag,
    summary: "Read what a tool takes and gives",
    params: z.strictObject({ name: words }),
    answers: { 200: { description: "The tool", schema: tool } },
    handle({ runtime, params }) {
      const found = runtime.ports.tools.get(params.name);
      if (!found) throw new AppError("not_found", `There is no tool "${params.name}".`);
      return json(200, view(found));
    },
  }),
  route({
    id: "callTool",
    method: "POST",
    path: "/api/v1/tools/call",
    tag,
    summary: "Run a tool at once, on your own authority",
    description:
      "Asking for it is the approval. The call is recorded. A tool that fails answers 422 `tool_failed`, with its own code as `reason`; arguments that do not fit answer 400.",
    body: toolCall,
    example: { tool: "calculate", arguments: { expression: "6*7" } },
    answers: {
      200: {
        description: "What the tool gave",
        schema: toolCallAnswer,
      },
    },
    handle: (call) => callTool(call, call.body),
  }),
  route({
    id: "listToolCalls",
    method: "GET",
    path: "/api/v1/tool-calls",
    tag,
    summary: "List what was done by tools, the newest first",
    query: z.strictObject({
      tool: words.optional(),
      outcome: z.enum(["finished", "failed"]).optional(),
      agent: words.optional().describe("Called in a run of this agent."),
      since: z.iso.datetime().optional(),
      until: z.iso.datetime().optional(),
      limit,
      cursor: cursor.optional(),
    }),
    answers: { 200: { description: "A page of calls", schema: pageOf(toolRecord) } },
    handle: async ({ runtime, principal, query }) =>
      json(200, await runtime.ports.records.list({ ownerId: principal.userId, ...query })),
  }),
];
