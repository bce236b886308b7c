import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Client, ElicitRequest, ElicitResult, Transport } from "@modelcontextprotocol/client";
import type { McpServer, McpTransport } from "../../lib/mcp/mcp-server.ts";
import type { GuardedClient } from "../http-client/guarded.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { OauthClient } from "./oauth-client.ts";
import { schemaValidator } from "./schema-validator.ts";
import { revealed } from "./sent-values.ts";
import { requireAllowed } from "./stdio-commands.ts";
import { StdioTransport } from "./stdio-transport.ts";

export interface ClientDependencies {
  http: Pick<GuardedClient, "fetch">;
  secrets: Secrets;
  stdioCommands: readonly string[];
  /** Programs work in a folder of their own below it. */
  dataDir: string;
  version: string;
}

export interface ClientHooks {
  onToolsChanged(): void;
  onListsChanged(): void;
  /** Something went wrong on the way; the connection may be over or not. */
  onTrouble(error: Error): void;
  onClosed(): void;
  onWords(level: string, text: string): void;
  onQuestion(request: ElicitRequest): Promise<ElicitResult>;
}

export interface OpenedClient {
  client: Client;
  pid: number | null;
}

const connectMs = 20_000;
const probeMs = 3_000;

/** Where a server's secrets must be allowed to go. */
export function placeOf({ name, transport }: Pick<McpServer, "name" | "transport">): string {
  return transport.type === "http" ? transport.url : `stdio:${name}`;
}

/** Connects once. Throws what stopped it; nothing of it is left then. */
export async function openClient(
  server: McpServer,
  dependencies: ClientDependencies,
  hooks: ClientHooks,
  oauth: OauthClient | null,
): Promise<OpenedClient> {
  const { Client: McpClient } = await import("@modelcontextprotocol/client");
  const transport = await transportOf(server, server.transport, dependencies, hooks, oauth);
  const onChanged = (tell: () => void) => ({ autoRefresh: false, debounceMs: 100, onChanged: tell });
  const client = new McpClient(
    { name: "troupe", version: dependencies.version },
    {
      capabilities: { elicitation: { form: {} } },
      jsonSchemaValidator: schemaValidator,
      versionNegotiation: { mode: "auto", probe: { timeoutMs: probeMs } },
      listChanged: {
        tools: onChanged(hooks.onToolsChanged),
        prompts: onChanged(hooks.onListsChanged),
        resources: onChanged(hooks.onListsChanged),
      },
    },
  );
  client.onerror = hooks.onTrouble;
  client.setRequestHandler("elicitation/create", (request) => hooks.onQuestion(request));
  client.setNotificationHandler("notifications/message", ({ params }) =>
    hooks.onWords(params.level, typeof params.data === "string" ? params.data : JSON.stringify(params.data)),
  );
  try {
    await client.connect(transport, { timeout: connectMs });
  } catch (error) {
    await client.close().catch(() => {});
    await transport.close().catch(() => {});
    throw error;
  }
  client.onclose = hooks.onClosed;
  return { client, pid: transport instanceof StdioTransport ? transport.pid : null };
}

async function transportOf(
  server: McpServer,
  transport: McpTransport,
  { http, secrets, stdioCommands, dataDir }: ClientDependencies,
  hooks: ClientHooks,
  oauth: OauthClient | null,
): Promise<Transport> {
  if (transport.type === "stdio") {
    requireAllowed(transport.command, stdioCommands);
    const env = await revealed(transport.env, secrets, server.ownerId, placeOf(server));
    const cwd = join(dataDir, "mcp", server.name);
    mkdirSync(cwd, { recursive: true });
    const { command, args = [] } = transport;
    return new StdioTransport({ command, args, env, cwd }, (line) => hooks.onWords("info", line));
  }
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const address = new URL(transport.url);
  const own = () => revealed(transport.headers, secrets, server.ownerId, transport.url);
  await own();
  return new StreamableHTTPClientTransport(address, {
    // What the server is given goes to its own address, as it is by then; not to those that it sends us to be authorized.
    fetch: async (url, init) => {
      if (new URL(url).href !== address.href) return http.fetch(url, init);
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(await own())) headers.set(name, value);
      return http.fetch(url, { ...init, headers });
    },
    ...((await oauth?.isKnown()) && oauth && { authProvider: oauth }),
  });
}
