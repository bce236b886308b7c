import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { mcpServerChange, mcpServerDefinition, mcpToolChange } from "../../../lib/mcp/mcp-server.ts";
import type { McpServers, McpServerView } from "../../ports/mcp-servers.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json, noContent, text } from "../answer.ts";
import { appHeaders } from "../app-policy.ts";
import { callThisTool, toolCallAnswer } from "../call-tool.ts";
import { type Call, route } from "../route.ts";
import { mcpLogLine, mcpOffer, mcpServer, mcpTool, serverAnswer, toolAnswer } from "../schemas/mcp-server.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "MCP";
const params = z.strictObject({ name: z.string().min(1).max(64) });
const toolParams = params.extend({ tool: z.string().min(1).max(200) });
const one = { 200: { description: "The server, and how it is", schema: mcpServer } };

/** What servers are given, and what they answer, is for administrators; their tools are for agents. */
function servers({ runtime, principal }: Pick<Call, "runtime" | "principal">): McpServers {
  authorize(principal, "administer", { kind: "installation" });
  return runtime.ports.mcp;
}

function found(call: Pick<Call, "runtime" | "principal">, name: string): McpServerView {
  const view = servers(call).get(name);
  if (!view) throw new AppError("not_found", `There is no MCP server "${name}".`);
  return view;
}

/** The code of an authorization goes there: nowhere but to this server, under a name that it is known by. */
function requireOurs(origin: string, host: string | undefined, corsOrigins: readonly string[]): void {
  if (new URL(origin).host === host || corsOrigins.includes(new URL(origin).origin)) return;
  const message = "must be an address of this server: the one that is asked, or one of CORS_ORIGINS";
  throw new AppError("invalid", `The body does not fit. origin: ${message}.`, {
    fields: [{ path: "origin", message }],
  });
}

const page = (items: unknown[]) => json(200, { items, nextCursor: null });

export const mcpServerRoutes = [
  route({
    id: "listMcpServers",
    method: "GET",
    path: "/api/v1/mcp-servers",
    tag,
    summary: "List the MCP servers and how they are",
    answers: { 200: { description: "All servers", schema: pageOf(mcpServer) } },
    handle: (call) => page(servers(call).list().map(serverAnswer)),
  }),
  route({
    id: "createMcpServer",
    method: "POST",
    path: "/api/v1/mcp-servers",
    tag,
    summary: "Add an MCP server; it is connected at once, and its tools can be given to agents",
    description:
      "Over `http` (streamable HTTP), or `stdio` for a program on this machine that the operator allows. Values of headers and variables may be secrets by name: `{ secret, prefix? }`. A server that cannot be reached is kept and tried again: `health` tells.",
    body: mcpServerDefinition,
    example: { name: "weather", transport: { type: "http", url: "https://mcp.weather.example/mcp" }, enabled: false },
    answers: { 201: { description: "The server; Location names it", schema: mcpServer } },
    async handle(call) {
      const view = await servers(call).add(call.principal.userId, call.body);
      return json(201, serverAnswer(view), { location: `/api/v1/mcp-servers/${view.server.name}` });
    },
  }),
  route({
    id: "getMcpServer",
    method: "GET",
    path: "/api/v1/mcp-servers/{name}",
    tag,
    summary: "Read an MCP server and how it is",
    params,
    answers: one,
    handle: (call) => json(200, serverAnswer(found(call, call.params.name))),
  }),
  route({
    id: "changeMcpServer",
    method: "PATCH",
    path: "/api/v1/mcp-servers/{name}",
    tag,
    summary: "Change an MCP server",
    description: "Where its transport or `enabled` is given, it is connected anew; else its calls go on.",
    params,
    body: mcpServerChange,
    example: { enabled: false },
    answers: one,
    handle: async (call) => json(200, serverAnswer(await servers(call).change(call.params.name, call.body))),
  }),
  route({
    id: "deleteMcpServer",
    method: "DELETE",
    path: "/api/v1/mcp-servers/{name}",
    tag,
    summary: "Remove an MCP server with its tools and its authorization",
    params,
    answers: { 204: { description: "It is gone" } },
    async handle(call) {
      await servers(call).remove(call.params.name);
      return noContent();
    },
  }),
  route({
    id: "testMcpServer",
    method: "POST",
    path: "/api/v1/mcp-servers/{name}/test",
    tag,
    summary: "Ask an MCP server whether it answers, and connect it where it is not",
    params,
    answers: one,
    handle: async (call) => json(200, serverAnswer(await servers(call).test(call.params.name))),
  }),
  route({
    id: "authorizeMcpServer",
    method: "POST",
    path: "/api/v1/mcp-servers/{name}/authorize",
    tag,
    summary: "Begin the authorization of an MCP server (OAuth); a person goes to the address and comes back",
    params,
    body: z.strictObject({
      origin: z.url({ protocol: /^https?$/ }).describe("Where this server is reached by the browser."),
    }),
    answers: {
      200: {
        description: "Where to go, or null where nothing is left to do",
        schema: z.object({ url: z.string().nullable() }),
      },
    },
    async handle(call) {
      requireOurs(call.body.origin, call.request.headers.host, call.server.env.corsOrigins);
      const redirectUrl = new URL(callbackPath, call.body.origin).href;
      return json(200, { url: await servers(call).authorize(call.params.name, redirectUrl) });
    },
  }),
  route({
    id: "listMcpTools",
    method: "GET",
    path: "/api/v1/mcp-servers/{name}/tools",
    tag,
    summary: "List the tools of an MCP server, enabled or not",
    params,
    answers: { 200: { description: "All its tools", schema: pageOf(mcpTool) } },
    handle: (call) => page(found(call, call.params.name).tools.map(toolAnswer)),
  }),
  route({
    id: "changeMcpTool",
    method: "PATCH",
    path: "/api/v1/mcp-servers/{name}/tools/{tool}",
    tag,
    summary: "Enable or rename a tool of an MCP server, or set when it needs a person's yes",
    params: toolParams,
    description: "`null` takes a name or an approval back: then it is called and asked for as its server says.",
    body: mcpToolChange,
    answers: { 200: { description: "All its tools", schema: pageOf(mcpTool) } },
    async handle(call) {
      const view = await servers(call).changeTool(call.params.name, call.params.tool, call.body);
      return page(view.tools.map(toolAnswer));
    },
  }),
  route({
    id: "callMcpTool",
    method: "POST",
    path: "/api/v1/mcp-servers/{name}/tools/{tool}/call",
    tag,
    summary: "Run a tool of an MCP server at once, on your own authority",
    params: toolParams,
    body: z.strictObject({ arguments: z.record(z.string(), z.unknown()).default({}) }),
    answers: { 200: { description: "What the tool gave", schema: toolCallAnswer } },
    async handle(call) {
      const tool = servers(call).tool(call.params.name, call.params.tool);
      if (!tool)
        throw new AppError("not_found", `The MCP server "${call.params.name}" has no tool "${call.params.tool}".`);
      return callThisTool(call, tool, call.body.arguments);
    },
  }),
  route({
    id: "listMcpResources",
    method: "GET",
    path: "/api/v1/mcp-servers/{name}/resources",
    tag,
    summary: "List the resources of an MCP server",
    params,
    answers: { 200: { description: "Its resources", schema: pageOf(mcpOffer) } },
    handle: async (call) => page(await servers(call).resources(call.params.name)),
  }),
  route({
    id: "readMcpApp",
    method: "GET",
    path: "/api/v1/mcp-servers/{name}/app",
    tag,
    summary: "Read the page of an app that an MCP server brings (MCP Apps)",
    description:
      "For a frame: the answer's own policy lets it run its scripts without an origin, and load and send nothing. Troupe's chat shows it where a tool's result names it.",
    params,
    query: z.strictObject({
      uri: z
        .string()
        .max(500)
        .regex(/^ui:\/\/[^\s]+$/, "must begin with ui://"),
    }),
    answers: { 200: { description: "The page", mediaType: "text/html" } },
    async handle({ runtime, params: { name }, query: { uri } }) {
      const html = await runtime.ports.mcp.app(name, uri);
      return { ...text("text/html; charset=utf-8", html), headers: appHeaders };
    },
  }),
  route({
    id: "listMcpPrompts",
    method: "GET",
    path: "/api/v1/mcp-servers/{name}/prompts",
    tag,
    summary: "List the prompts of an MCP server",
    params,
    answers: { 200: { description: "Its prompts", schema: pageOf(mcpOffer) } },
    handle: async (call) => page(await servers(call).prompts(call.params.name)),
  }),
  route({
    id: "readMcpLog",
    method: "GET",
    path: "/api/v1/mcp-servers/{name}/log",
    tag,
    summary: "Read the last words of an MCP server and of its connection",
    params,
    answers: { 200: { description: "The last lines, oldest first", schema: pageOf(mcpLogLine) } },
    handle: (call) => page(servers(call).log(call.params.name)),
  }),
];

/** Where authorization servers send people back to. */
export const callbackPath = "/api/v1/mcp-oauth/callback";
