import { z } from "zod";
import { mcpToolSetting, mcpTransport } from "../../../lib/mcp/mcp-server.ts";
import type { McpServerView } from "../../ports/mcp-servers.ts";
import { approval } from "./agent.ts";

const health = z.object({
  state: z
    .enum(["off", "connecting", "connected", "waiting", "unauthorized"])
    .describe("`waiting`: it could not be reached and is tried again at `nextTryAt`."),
  since: z.string(),
  error: z.string().nullable(),
  failures: z.number(),
  nextTryAt: z.string().nullable(),
  server: z.object({ name: z.string(), version: z.string(), protocol: z.string() }).nullable(),
  pid: z.number().nullable(),
});

export const mcpTool = z
  .object({
    name: z.string().describe("As the server calls it."),
    as: z.string().describe("As agents call it."),
    title: z.string().optional(),
    description: z.string(),
    enabled: z.boolean(),
    approval,
    readOnly: z.boolean().describe("By the server's own word."),
    app: z.string().optional().describe("The `ui://` address of the app that shows its results."),
    inputSchema: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "McpTool" });

export const mcpServer = z
  .object({
    name: z.string(),
    transport: mcpTransport,
    enabled: z.boolean(),
    approval: approval.nullable(),
    timeoutMs: z.number(),
    settings: z.record(z.string(), mcpToolSetting).describe("Of its tools, by the server's names for them."),
    health,
    toolCount: z.number(),
    createdAt: z.string(),
    changedAt: z.string(),
  })
  .meta({ id: "McpServer" });

export const mcpOffer = z
  .object({
    id: z.string().describe("A resource's address, or a prompt's name."),
    title: z.string(),
    description: z.string(),
    mediaType: z.string().optional(),
  })
  .meta({ id: "McpOffer" });

export const mcpLogLine = z
  .object({ at: z.string(), from: z.enum(["server", "connection"]), level: z.string(), text: z.string() })
  .meta({ id: "McpLogLine" });

export function serverAnswer({ server, health: now, tools }: McpServerView): z.input<typeof mcpServer> {
  const { ownerId: _ownerId, tools: settings, ...rest } = server;
  return { ...rest, settings, health: now, toolCount: tools.length };
}

export function toolAnswer(tool: McpServerView["tools"][number]): z.input<typeof mcpTool> {
  const { idempotent: _idempotent, ...rest } = tool;
  return rest;
}
