import type { Client, Tool as OfferedTool } from "@modelcontextprotocol/client";
import { isShallow } from "../../lib/agents/json-schema.ts";
import type { McpToolInfo } from "../../lib/mcp/mcp-server.ts";

const mostTools = 1_000;
const mostSchemaBytes = 64 * 1024;
const deepestSchema = 64;
const mostDescription = 4_000;
const appAddress = /^ui:\/\/[^\s]{1,490}$/;

/** What a server offers, within measure. `refused` names what was left out and why. */
export async function readTools(client: Client): Promise<{ tools: McpToolInfo[]; refused: string[] }> {
  if (!client.getServerCapabilities()?.tools) return { tools: [], refused: [] };
  const { tools } = await client.listTools(undefined, { cacheMode: "refresh" });
  const refused: string[] = [];
  const taken = new Map<string, McpToolInfo>();
  for (const tool of tools) {
    if (isForAppsAlone(tool)) continue;
    const problem = problemOf(tool, taken);
    if (problem) refused.push(`The tool "${String(tool.name).slice(0, 100)}" was left out: ${problem}.`);
    else taken.set(tool.name, infoOf(tool));
  }
  return { tools: [...taken.values()], refused };
}

function problemOf({ name, inputSchema }: OfferedTool, taken: ReadonlyMap<string, unknown>): string | null {
  if (taken.size >= mostTools) return `a server may have ${mostTools} tools`;
  if (name.length === 0 || name.length > 200 || name === "__proto__") return "its name is not usable";
  if (taken.has(name)) return "there is another one of that name";
  if (!isShallow(inputSchema, deepestSchema)) return `its schema is nested deeper than ${deepestSchema} levels`;
  if (Buffer.byteLength(JSON.stringify(inputSchema)) > mostSchemaBytes) return "its schema is larger than 64 KiB";
  return null;
}

/** Tools that only an app may call; apps call none here. */
function isForAppsAlone(tool: OfferedTool): boolean {
  const { visibility } = uiOf(tool);
  return Array.isArray(visibility) && visibility.length > 0 && !visibility.includes("model");
}

function uiOf({ _meta }: OfferedTool): { resourceUri?: unknown; visibility?: unknown } {
  const ui = _meta?.ui;
  // The older form of the same.
  const resourceUri = _meta?.["ui/resourceUri"];
  return { resourceUri, ...(typeof ui === "object" && ui !== null && ui) };
}

function infoOf(tool: OfferedTool): McpToolInfo {
  const { name, title, description, inputSchema, annotations } = tool;
  const shown = title ?? annotations?.title;
  const { resourceUri } = uiOf(tool);
  const app = typeof resourceUri === "string" && appAddress.test(resourceUri) ? resourceUri : null;
  return {
    name,
    ...(shown && { title: shown.slice(0, 200) }),
    description: (description ?? shown ?? name).slice(0, mostDescription),
    inputSchema: { ...inputSchema },
    readOnly: annotations?.readOnlyHint === true,
    idempotent: annotations?.readOnlyHint === true || annotations?.idempotentHint === true,
    ...(app && { app }),
  };
}
