import type { Client } from "@modelcontextprotocol/client";
import { equalJson } from "../../lib/core/equal-json.ts";
import { AppError, isAppError } from "../../lib/core/errors.ts";
import type { McpHealth, McpServer, McpState, McpToolInfo } from "../../lib/mcp/mcp-server.ts";
import { ConnectionLog } from "./connection-log.ts";
import type { OauthClient } from "./oauth-client.ts";
import { type ClientDependencies, type OpenedClient, openClient } from "./open-client.ts";
import { OpenCalls } from "./questions.ts";
import { readTools } from "./read-tools.ts";

export interface ConnectionDependencies extends ClientDependencies {
  now: () => Date;
  /** The server's tools are these from now on. */
  onTools(tools: readonly McpToolInfo[]): void;
  /** Something that its tools say of themselves has changed. */
  onState(): void;
  /** How long until the next try, after so many failures in a row. */
  backoffMs: (failures: number) => number;
}

const lookMs = 30_000;
const lookPatienceMs = 10_000;
const readyPatienceMs = 15_000;

/** One server's connection: kept up while it is wanted, tried again with growing pauses. */
export class McpConnection {
  readonly log: ConnectionLog;
  readonly oauth: OauthClient | null;
  server: McpServer;
  readonly calls: OpenCalls;
  tools: readonly McpToolInfo[];
  private state: McpState = "connecting";
  private since: string;
  private error: string | null = null;
  private failures = 0;
  private nextTry: Date | null = null;
  private opened: OpenedClient | null = null;
  private timer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private closed = false;
  private trying: Promise<void> | null = null;
  private readonly dependencies: ConnectionDependencies;

  constructor(
    server: McpServer,
    offered: readonly McpToolInfo[],
    dependencies: ConnectionDependencies,
    oauth: OauthClient | null,
  ) {
    this.server = server;
    this.tools = offered;
    this.dependencies = dependencies;
    this.oauth = oauth;
    this.since = dependencies.now().toISOString();
    const clean = (text: string) => dependencies.secrets.redact(server.ownerId, text);
    this.log = new ConnectionLog(dependencies.now, clean);
    this.calls = new OpenCalls(server.name, (why) => this.log.add("connection", "warning", why));
    if (!server.enabled) this.state = "off";
  }

  health(): McpHealth {
    const client = this.opened?.client;
    const version = client?.getServerVersion();
    return {
      state: this.state,
      since: this.since,
      error: this.error,
      failures: this.failures,
      nextTryAt: this.nextTry?.toISOString() ?? null,
      server: version
        ? { name: version.name, version: version.version, protocol: client?.getNegotiatedProtocolVersion() ?? "" }
        : null,
      pid: this.opened?.pid ?? null,
    };
  }

  /** Null while it can be used, or will be in a moment. */
  unavailable(): string | null {
    if (this.state === "connected" || (this.state === "connecting" && this.failures === 0)) return null;
    const { name } = this.server;
    if (this.state === "off") return `The MCP server "${name}" is switched off.`;
    if (this.state === "unauthorized")
      return `The MCP server "${name}" asks to be authorized, in the settings of tools.`;
    return `The MCP server "${name}" is not connected: ${this.error ?? "it is being tried"}`;
  }

  /** Takes over what is said of the same server where the connection can stay, with the calls that run on it. */
  takes(server: McpServer): boolean {
    const isSame = equalJson(server.transport, this.server.transport) && server.enabled === this.server.enabled;
    if (!isSame || this.unavailable() !== null) return false;
    this.server = server;
    return true;
  }

  /** Connects, or tries again at once. Never throws: health tells. */
  connect(): Promise<void> {
    if (!this.server.enabled || this.closed) return Promise.resolve();
    if (this.opened) return Promise.resolve();
    clearTimeout(this.timer);
    this.trying ??= this.calls
      .outside(() => this.tryOnce())
      .finally(() => {
        this.trying = null;
      });
    return this.trying;
  }

  /** The client, once it is connected. Throws `unavailable` with the reason. */
  async ready(): Promise<Client> {
    if (!this.opened && this.unavailable() === null) await Promise.race([this.connect(), wait(readyPatienceMs)]);
    if (this.opened) return this.opened.client;
    throw new AppError(
      "unavailable",
      this.unavailable() ?? `The MCP server "${this.server.name}" is still connecting.`,
    );
  }

  /** Whether it answers now; a connection that does not is given up and tried again. */
  async look(): Promise<void> {
    const { opened } = this;
    if (!opened) return;
    try {
      const options = { timeout: lookPatienceMs };
      if (opened.client.getProtocolEra() === "modern") await opened.client.discover(options);
      else await opened.client.ping(options);
    } catch (error) {
      if (this.opened === opened) this.lost(reasonOf(error));
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.looking);
    const { opened } = this;
    this.opened = null;
    this.become("off", null);
    await this.trying?.catch(() => {});
    await opened?.client.close().catch(() => {});
  }

  private async tryOnce(): Promise<void> {
    this.nextTry = null;
    this.become("connecting", this.error);
    try {
      const opened = await openClient(
        this.server,
        this.dependencies,
        {
          onToolsChanged: () => void this.readTools().catch((error: unknown) => this.trouble(error)),
          onListsChanged: () => {},
          onTrouble: (error) => this.trouble(error),
          onClosed: () => this.lost("the connection was closed"),
          onWords: (level, text) => this.log.add("server", level, text),
          onQuestion: (request) => this.calls.answer(request),
        },
        this.oauth,
      );
      if (this.closed) return void (await opened.client.close().catch(() => {}));
      this.opened = opened;
      await this.readTools();
      if (this.opened !== opened) return;
      this.failures = 0;
      this.become("connected", null);
      this.lookLater();
    } catch (error) {
      this.failed(error);
    }
  }

  private async readTools(): Promise<void> {
    const { opened } = this;
    if (!opened) return;
    const { tools, refused } = await readTools(opened.client);
    for (const sentence of refused) this.log.add("connection", "warning", sentence);
    this.tools = tools;
    this.dependencies.onTools(tools);
  }

  private failed(error: unknown): void {
    const { opened } = this;
    this.opened = null;
    void opened?.client.close().catch(() => {});
    if (this.closed) return;
    this.failures++;
    if (isUnauthorized(error)) return this.become("unauthorized", "It asks to be authorized, or for another key.");
    const pause = this.dependencies.backoffMs(this.failures);
    this.nextTry = new Date(this.dependencies.now().getTime() + pause);
    this.timer = setTimeout(() => void this.connect(), pause);
    this.timer.unref();
    this.become("waiting", reasonOf(error));
  }

  private lost(reason: string): void {
    if (this.closed || !this.opened) return;
    this.log.add("connection", "warning", `Lost: ${reason}`);
    this.failed(new AppError("unavailable", reason));
  }

  /** An error in passing may be the end of the connection or nothing: a look tells. */
  private trouble(error: unknown): void {
    this.log.add("connection", "warning", reasonOf(error));
    void this.look();
  }

  private lookLater(): void {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => void this.look().finally(() => this.opened && this.lookLater()), lookMs);
    this.looking.unref();
  }

  private become(state: McpState, error: string | null): void {
    const clean = error === null ? null : this.dependencies.secrets.redact(this.server.ownerId, error).slice(0, 1_000);
    if (state !== this.state) this.since = this.dependencies.now().toISOString();
    if (state !== this.state || clean !== this.error)
      this.log.add("connection", state === "waiting" ? "error" : "info", clean === null ? state : `${state}: ${clean}`);
    this.state = state;
    this.error = clean;
    this.dependencies.onState();
  }
}

function isUnauthorized(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "UnauthorizedError" || Reflect.get(error, "status") === 401 || isUnauthorized(error.cause);
}

/** In a person's words where there are some. */
export function reasonOf(error: unknown): string {
  if (isAppError(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (isAppError(error.cause)) return error.cause.message;
  const code = "code" in error ? error.code : null;
  if (code === "ENOENT") return "There is no such program.";
  if (code === "ERA_NEGOTIATION_FAILED") return "It ended, or does not speak MCP; the log has its last words.";
  return error.message;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
