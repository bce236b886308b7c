import { AppError } from "../../lib/core/errors.ts";
import type { McpServer, McpToolInfo } from "../../lib/mcp/mcp-server.ts";
import type { Database } from "../db/open-database.ts";

export interface KeptServer {
  server: McpServer;
  /** What it offered when it was last connected, so that its tools are known before it is connected again. */
  offered: McpToolInfo[];
}

/** Definitions of servers, and what was last known of their tools. */
export class DatabaseMcpServers {
  private readonly rows: Database["prisma"]["mcpServer"];
  private readonly now: () => Date;

  constructor({ prisma }: Database, now: () => Date) {
    this.rows = prisma.mcpServer;
    this.now = now;
  }

  async all(): Promise<KeptServer[]> {
    const rows = await this.rows.findMany({ orderBy: { name: "asc" } });
    return rows.map(({ data, offered }) => ({ server: JSON.parse(data), offered: JSON.parse(offered) }));
  }

  /** Throws `conflict` where the name is taken. */
  async add(given: Omit<McpServer, "createdAt" | "changedAt">): Promise<McpServer> {
    const at = this.now().toISOString();
    const server = { ...given, createdAt: at, changedAt: at };
    if (await this.rows.findUnique({ where: { name: server.name } })) throw taken(server.name);
    const { name } = server;
    await this.rows.create({ data: { name, data: JSON.stringify(server), offered: "[]" } });
    return server;
  }

  async save(given: McpServer): Promise<McpServer> {
    // Two changes within a millisecond must still differ: others notice a change by its time.
    const after = new Date(Date.parse(given.changedAt) + 1);
    const now = this.now();
    const server = { ...given, changedAt: (now > after ? now : after).toISOString() };
    await this.rows.update({ where: { name: server.name }, data: { data: JSON.stringify(server) } });
    return server;
  }

  async offers(name: string, tools: readonly McpToolInfo[]): Promise<void> {
    await this.rows.updateMany({ where: { name }, data: { offered: JSON.stringify(tools) } });
  }

  async remove(name: string): Promise<void> {
    await this.rows.deleteMany({ where: { name } });
  }
}

function taken(name: string): AppError {
  return new AppError("conflict", `There is an MCP server named "${name}" already. Change it, or take another name.`);
}
