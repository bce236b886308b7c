import type { Client, Tool as OfferedTool } from "@modelcontextprotocol/client";
import type { McpToolInfo } from "../../lib/mcp/mcp-server.ts";

const mostTools = 1_000;
const mostSchemaBytes = 64 * 1024;
const mostDescription = 4_000;

/** What a server offers, within measure. `refused` names what was left out and why. */
export async function readTools(client: Client): Promise<{ tools: McpToolInfo[]; refused: string[] }> {
  if (!client.getServerCapabilities()?.tools) return { tools: [], refused: [] };
  const { tools } = await client.listTools(undefined, { cacheMode: "refresh" });
  const refused: string[] = [];
  const taken = new Map<string, McpToolInfo>();
  for (const tool of tools) {
    const problem = problemOf(tool, taken);
    if (problem) refused.push(`The tool "${String(tool.name).slice(0, 100)}" was left out: ${problem}.`);
    else taken.set(tool.name, infoOf(tool));
  }
  return { tools: [...taken.values()], refused };
}

function problemOf({ name, inputSchema }: OfferedTool, taken: ReadonlyMap<string, unknown>): string | null {
  if (taken.size >= mostTools) return `a server may have ${mostTools} tools`;
  if (name.length === 0 || name.length > 200) return "its name is not usable";
  if (taken.has(name)) return "there is another one of that name";
  if (Buffer.byteLength(JSON.stringify(inputSchema)) > mostSchemaBytes) return "its schema is larger than 64 KiB";
  return null;
}

function infoOf({ name, title, description, inputSchema, annotations }: OfferedTool): McpToolInfo {
  const shown = title ?? annotations?.title;
  return {
    name,
    ...(shown && { title: shown.slice(0, 200) }),
    description: (description ?? shown ?? name).slice(0, mostDescription),
    inputSchema: { ...inputSchema },
    readOnly: annotations?.readOnlyHint === true,
    idempotent: annotations?.readOnlyHint === true || annotations?.idempotentHint === true,
  };
}
