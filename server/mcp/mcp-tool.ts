import { AppError } from "../../lib/core/errors.ts";
import { type McpServer, type McpToolInfo, mcpToolName, settingOf } from "../../lib/mcp/mcp-server.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { Files } from "../ports/people.ts";
import type { Tool, ToolContext } from "../ports/tools.ts";
import type { McpConnection } from "./connection.ts";
import { reasonOf } from "./connection.ts";
import { appSurface } from "./mcp-app.ts";
import { failureOf, toolResultOf } from "./mcp-content.ts";
import { quietProgress } from "./quiet-progress.ts";

const never = 2 ** 31 - 1;

/** One offered tool as agents are given it. */
export function mcpTool(connection: McpConnection, info: McpToolInfo, files: Pick<Files, "add">): Tool {
  const { server } = connection;
  const setting = settingOf(server, info.name);
  const name = setting.name ?? mcpToolName(server.name, info.name);
  return {
    name,
    description: info.description,
    parameters: info.inputSchema,
    source: { kind: "mcp", name: server.name, tool: info.name },
    permissions: server.transport.type === "http" ? ["network"] : ["program"],
    approval: setting.approval ?? server.approval ?? (info.readOnly ? "never" : "always"),
    retry: info.idempotent ? "safe" : "never",
    timeoutMs: server.timeoutMs,
    unavailable: () => connection.unavailable(),
    check(args) {
      const problem = checkAgainstSchema(info.inputSchema, args);
      return problem === null
        ? { ok: true, value: args }
        : { ok: false, message: `The arguments do not fit: ${problem}` };
    },
    run: (args, context) => call(connection, server, info, args as Record<string, unknown>, context, files),
  };
}

async function call(
  connection: McpConnection,
  server: McpServer,
  info: McpToolInfo,
  args: Record<string, unknown>,
  context: ToolContext,
  files: Pick<Files, "add">,
) {
  const client = await connection.ready();
  const progress = quietProgress((value) => context.progress(value));
  const request = { name: info.name, arguments: args, _meta: { "troupe/effectId": context.effectId } };
  const result = await connection.calls
    .during(context.ask, () =>
      client.callTool(request, {
        signal: context.signal,
        // Whoever runs the tool measures its time: without that in which a person is asked something.
        timeout: never,
        maxTotalTimeout: never,
        onprogress: ({ progress: done, total, message }) =>
          progress({
            progress: done,
            ...(total !== undefined && { total }),
            ...(message !== undefined && { message }),
          }),
      }),
    )
    .catch((error: unknown) => {
      throw asFailure(error, server.name);
    });
  if (result.isError) throw new AppError("tool_failed", failureOf(result));
  const given = await toolResultOf(result, files, context.ownerId, info.name);
  if (!info.app) return given;
  const surface = appSurface(server.name, info.title ?? info.name, info.app, args, result);
  return { ...given, details: { ...(given.details as object | undefined), surface } };
}

function asFailure(error: unknown, server: string): AppError {
  const isOver = error instanceof Error && "code" in error && error.code === "CONNECTION_CLOSED";
  const sentence = isOver
    ? `The MCP server "${server}" ended while this call was running; what it had done by then is unknown.`
    : reasonOf(error);
  return new AppError("tool_failed", sentence);
}
