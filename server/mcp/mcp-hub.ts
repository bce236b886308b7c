import { AppError } from "../../lib/core/errors.ts";
import {
  type McpLogLine,
  type McpOffer,
  type McpServer,
  type McpServerChange,
  type McpServerDefinition,
  type McpToolChange,
  type McpToolInfo,
  type McpToolSetting,
  settingOf,
} from "../../lib/mcp/mcp-server.ts";
import type { McpServers, McpServerView } from "../ports/mcp-servers.ts";
import type { Files } from "../ports/people.ts";
import type { Tool, ToolSource } from "../ports/tools.ts";
import { type ConnectionDependencies, McpConnection } from "./connection.ts";
import type { DatabaseMcpServers } from "./database-mcp-servers.ts";
import { readApp } from "./mcp-app.ts";
import { mcpTool } from "./mcp-tool.ts";
import { OauthClient, oauthSecretName } from "./oauth-client.ts";
import { OauthRounds } from "./oauth-rounds.ts";
import { placeOf } from "./open-client.ts";
import { refusePlainSecrets, revealed } from "./sent-values.ts";
import { requireAllowed } from "./stdio-commands.ts";

interface Dependencies extends Omit<ConnectionDependencies, "onTools" | "onState"> {
  store: DatabaseMcpServers;
  files: Pick<Files, "add">;
  /** Whether another tool than this server's own has the name. */
  isTaken(name: string, server: string): boolean;
  onTrouble(what: string, error: unknown): void;
}

const lookForChangesMs = 5_000;
const usualTimeoutMs = 120_000;
const mostServers = 100;
/** How long a person waits to hear whether it works; it goes on after that. */
const answerMs = 10_000;

/** All MCP servers of the installation: connected in the background, their tools offered to agents. */
export class McpHub implements McpServers, ToolSource {
  private readonly connections = new Map<string, McpConnection>();
  private readonly rounds: OauthRounds;
  private readonly dependencies: Dependencies;
  private offered: readonly Tool[] | null = null;
  private timer: NodeJS.Timeout | undefined;
  private refreshing: Promise<void> = Promise.resolve();
  private changing: Promise<unknown> = Promise.resolve();
  /** Those that are to be connected anew although nothing of them changed: what they send did. */
  private readonly anew = new Set<string>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
    this.rounds = new OauthRounds(dependencies);
  }

  /** Resolves when the servers' tools are known; they are connected after that. */
  async start(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(
      () =>
        void this.refresh().catch((error: unknown) =>
          this.dependencies.onTrouble("could not read the MCP servers", error),
        ),
      lookForChangesMs,
    );
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.refreshing.catch(() => {});
    await Promise.all([...this.connections.values()].map((connection) => connection.close()));
  }

  get programs(): readonly string[] {
    return this.dependencies.stdioCommands;
  }

  tools(): readonly Tool[] {
    this.offered ??= [...this.connections.values()].flatMap((connection) =>
      connection.server.enabled
        ? connection.tools
            .filter((tool) => settingOf(connection.server, tool.name).enabled !== false)
            .map((tool) => mcpTool(connection, tool, this.dependencies.files))
        : [],
    );
    return this.offered;
  }

  list(): McpServerView[] {
    return [...this.connections.values()].map((each) => this.viewOf(each));
  }

  get(name: string): McpServerView | null {
    const connection = this.connections.get(name);
    return connection ? this.viewOf(connection) : null;
  }

  async add(ownerId: string, definition: McpServerDefinition): Promise<McpServerView> {
    if (this.connections.size >= mostServers)
      throw new AppError("conflict", `There are ${mostServers} MCP servers already; remove one first.`);
    const { enabled = true, approval = null, timeoutMs = usualTimeoutMs, tools = {}, ...rest } = definition;
    const server = { ...rest, ownerId, enabled, approval, timeoutMs, tools };
    await this.check(server);
    return this.afterSaving(await this.dependencies.store.add(server));
  }

  change(name: string, change: McpServerChange): Promise<McpServerView> {
    return this.inTurn(name, () => change);
  }

  changeTool(name: string, tool: string, change: McpToolChange): Promise<McpServerView> {
    return this.inTurn(name, ({ server, tools }) => {
      if (!Object.hasOwn(server.tools, tool) && !tools.some((each) => each.name === tool)) throw noTool(name, tool);
      const said = Object.entries({ ...settingOf(server, tool), ...change }).filter(([, value]) => value !== null);
      return { tools: { ...server.tools, [tool]: Object.fromEntries(said) as McpToolSetting } };
    });
  }

  /** Each change begins with what the one before it left. */
  private async inTurn(name: string, changeOf: (connection: McpConnection) => McpServerChange): Promise<McpServerView> {
    const saving = this.changing.then(async () => {
      await this.refresh();
      const connection = this.connection(name);
      const change = changeOf(connection);
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const changed: McpServer = { ...connection.server, ...Object.fromEntries(given) };
      await this.check(changed);
      if (change.transport !== undefined || change.enabled !== undefined) this.anew.add(name);
      const saved = await this.dependencies.store.save(changed);
      await this.refresh();
      return saved;
    });
    this.changing = saving.catch(() => {});
    return this.afterSaving(await saving);
  }

  async remove(name: string): Promise<void> {
    const { server } = this.connection(name);
    await this.dependencies.store.remove(name);
    await this.dependencies.secrets.delete(server.ownerId, oauthSecretName(name));
    await this.refresh();
  }

  async test(name: string): Promise<McpServerView> {
    const connection = this.connection(name);
    await connection.look();
    await Promise.race([connection.connect(), pause(answerMs)]);
    return this.viewOf(connection);
  }

  tool(name: string, tool: string): Tool | null {
    const connection = this.connection(name);
    const info = connection.tools.find((each) => each.name === tool);
    return info ? mcpTool(connection, info, this.dependencies.files) : null;
  }

  async resources(name: string): Promise<McpOffer[]> {
    const client = await this.connection(name).ready();
    if (!client.getServerCapabilities()?.resources) return [];
    const { resources } = await client.listResources(undefined, { cacheMode: "refresh" });
    return resources.slice(0, 1_000).map((each) => ({
      id: each.uri,
      title: each.title ?? each.name,
      description: each.description ?? "",
      ...(each.mimeType && { mediaType: each.mimeType }),
    }));
  }

  async app(name: string, uri: string): Promise<string> {
    return readApp(await this.connection(name).ready(), uri);
  }

  async prompts(name: string): Promise<McpOffer[]> {
    const client = await this.connection(name).ready();
    if (!client.getServerCapabilities()?.prompts) return [];
    const { prompts } = await client.listPrompts(undefined, { cacheMode: "refresh" });
    return prompts
      .slice(0, 1_000)
      .map((each) => ({ id: each.name, title: each.title ?? each.name, description: each.description ?? "" }));
  }

  log(name: string): McpLogLine[] {
    return this.connection(name).log.all();
  }

  async authorize(name: string, redirectUrl: string): Promise<string | null> {
    const connection = this.connection(name);
    const url = await this.rounds.begin(connection.server, redirectUrl);
    if (url === null) await connection.connect();
    return url;
  }

  async authorized(ownerId: string, answer: URLSearchParams): Promise<string> {
    const name = await this.rounds.finish(ownerId, answer);
    const connection = this.connections.get(name);
    if (connection) {
      this.anew.add(name);
      await this.afterSaving(await this.dependencies.store.save(connection.server));
    }
    return name;
  }

  private connection(name: string): McpConnection {
    const connection = this.connections.get(name);
    if (!connection) throw new AppError("not_found", `There is no MCP server "${name}".`);
    return connection;
  }

  private viewOf(connection: McpConnection): McpServerView {
    const { server, tools } = connection;
    return {
      server,
      health: connection.health(),
      tools: tools.map((info) => {
        const { name: as, approval } = mcpTool(connection, info, this.dependencies.files);
        return { ...info, as, approval, enabled: settingOf(server, info.name).enabled !== false };
      }),
    };
  }

  /** Everything that can be known before a connection is tried. */
  private async check(server: Omit<McpServer, "createdAt" | "changedAt">): Promise<void> {
    const { transport } = server;
    refusePlainSecrets(transport);
    if (transport.type === "stdio") requireAllowed(transport.command, this.dependencies.stdioCommands);
    const values = transport.type === "http" ? transport.headers : transport.env;
    // One that is off may name secrets that are given later.
    if (server.enabled) await revealed(values, this.dependencies.secrets, server.ownerId, placeOf(server));
    const names = Object.values(server.tools).flatMap((setting) => setting.name ?? []);
    const taken = names.find(
      (name, index) => names.indexOf(name) !== index || this.dependencies.isTaken(name, server.name),
    );
    if (taken) throw new AppError("conflict", `There is another tool named "${taken}".`);
  }

  private async afterSaving({ name }: McpServer): Promise<McpServerView> {
    await this.refresh();
    const connection = this.connection(name);
    await Promise.race([connection.connect(), pause(answerMs)]);
    return this.viewOf(connection);
  }

  /** Brings the connections in line with what is kept, which another process may have changed. */
  private refresh(): Promise<void> {
    this.refreshing = this.refreshing.catch(() => {}).then(() => this.readAll());
    return this.refreshing;
  }

  private async readAll(): Promise<void> {
    const kept = await this.dependencies.store.all();
    const wanted = new Set(kept.map(({ server }) => server.name));
    const over = [...this.connections.values()].filter(({ server }) => !wanted.has(server.name));
    for (const { server, offered } of kept) {
      const before = this.connections.get(server.name);
      if (before?.server.changedAt === server.changedAt) continue;
      if (before && !this.anew.delete(server.name) && before.takes(server)) continue;
      if (before) over.push(before);
      const connection = this.open(server, before?.tools ?? offered);
      this.connections.set(server.name, connection);
    }
    for (const { server } of over) if (!wanted.has(server.name)) this.connections.delete(server.name);
    this.offered = null;
    // A program that is to be replaced may hold what the new one needs.
    await Promise.all(over.map((connection) => connection.close()));
    for (const connection of this.connections.values())
      if (connection.health().failures === 0) void connection.connect();
  }

  private open(server: McpServer, offered: readonly McpToolInfo[]): McpConnection {
    const { secrets, store, onTrouble } = this.dependencies;
    const oauth = server.transport.type === "http" ? new OauthClient(server, server.transport, secrets) : null;
    return new McpConnection(
      server,
      offered,
      {
        ...this.dependencies,
        onTools: (tools) => {
          this.offered = null;
          store
            .offers(server.name, tools)
            .catch((error: unknown) => onTrouble("could not keep what an MCP server offers", error));
        },
        onState: () => {},
      },
      oauth,
    );
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function noTool(server: string, tool: string): AppError {
  return new AppError("not_found", `The MCP server "${server}" has no tool "${tool}".`);
}
