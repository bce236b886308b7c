import type { CallToolResult, Client } from "@modelcontextprotocol/client";
import { AppError } from "../../lib/core/errors.ts";

const mostBytes = 2 * 1024 * 1024;
const mostInput = 20_000;
const mostResult = 100_000;

/** The page of an app, from its server. */
export async function readApp(client: Client, uri: string): Promise<string> {
  if (!client.getServerCapabilities()?.resources) throw new AppError("not_found", "The MCP server offers no apps.");
  const { contents } = await client.readResource({ uri });
  const content = contents.find((each) => /^text\/html\b/i.test(each.mimeType ?? ""));
  if (!content) throw new AppError("not_found", "What stands at this address is not an app.");
  const html = "text" in content ? content.text : Buffer.from(content.blob, "base64").toString("utf8");
  if (Buffer.byteLength(html) > mostBytes) throw new AppError("too_large", "The app is larger than 2 MiB.");
  return html;
}

/** The widget that shows an app with what its tool was given and gave. What is too much for the log is left out. */
export function appSurface(
  server: string,
  tool: string,
  uri: string,
  args: unknown,
  { content, structuredContent }: CallToolResult,
) {
  const input = JSON.stringify(args);
  const texts = (content ?? []).filter((block) => block.type === "text");
  const result = JSON.stringify({ content: texts, ...(structuredContent !== undefined && { structuredContent }) });
  return {
    title: tool,
    widgets: [
      {
        type: "mcpApp",
        server,
        uri,
        tool,
        ...(input.length <= mostInput && { input }),
        ...(result.length <= mostResult && { result }),
      },
    ],
  };
}
