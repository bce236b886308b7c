import { z } from "zod";
import { json } from "../answer.ts";
import { callTool, toolCall } from "../call-tool.ts";
import { route } from "../route.ts";
import { approval } from "../schemas/agent.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Tools";

const tool = z
  .object({
    name: z.string(),
    description: z.string(),
    parameters: z.record(z.string(), z.unknown()).describe("JSON Schema of the arguments."),
    permissions: z.array(z.string()).describe("What it touches."),
    approval,
    retry: z.enum(["safe", "never"]).describe("`safe`: may run again when a crash left the outcome unknown."),
    timeoutMs: z.number(),
    unavailable: z.string().nullable().describe("Why it cannot be used now."),
  })
  .meta({ id: "Tool" });

export const toolRoutes = [
  route({
    id: "listTools",
    method: "GET",
    path: "/api/v1/tools",
    tag,
    summary: "List the tools that agents may be given, with the schemas of their arguments",
    answers: { 200: { description: "All tools", schema: pageOf(tool) } },
    handle({ runtime }) {
      const items = runtime.ports.tools.list().map((each): z.input<typeof tool> => {
        const { name, description, parameters, permissions, approval: policy, retry, timeoutMs } = each;
        return {
          name,
          description,
          parameters,
          permissions: [...permissions],
          approval: policy,
          retry,
          timeoutMs,
          unavailable: each.unavailable(),
        };
      });
      return json(200, { items, nextCursor: null });
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
        schema: z.object({
          ok: z.literal(true),
          tool: z.string(),
          callId: z.string(),
          content: z.string().describe("What a model would read."),
          details: z.unknown().describe("The same for programs, where the tool has it."),
          ms: z.number(),
        }),
      },
    },
    handle: (call) => callTool(call, call.body),
  }),
];
