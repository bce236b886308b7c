import type { Agent } from "../../lib/core/agent.ts";
import { AppError } from "../../lib/core/errors.ts";
import type { Queries, Sql } from "../db/sql.ts";
import { isTaken } from "../db/trouble.ts";
import type { AgentStore } from "../ports.ts";

const publishersAtOnce = 20;

export class DatabaseAgents implements AgentStore {
  private readonly sql: Sql;
  private readonly now: () => Date;

  constructor(sql: Sql, now: () => Date) {
    this.sql = sql;
    this.now = now;
  }

  async all(): Promise<Agent[]> {
    const rows = await this.sql.rows(
      `SELECT "data" FROM "Agent" JOIN "AgentVersion" USING ("name", "version")
       WHERE "archivedAt" IS NULL ORDER BY "name"`,
    );
    return rows.map(([data]) => JSON.parse(String(data)));
  }

  async version(name: string, version: number): Promise<Agent | null> {
    const [row] = await this.sql.rows(`SELECT "data" FROM "AgentVersion" WHERE "name" = ? AND "version" = ?`, [
      name,
      version,
    ]);
    return row ? JSON.parse(String(row[0])) : null;
  }

  async publish(agent: Omit<Agent, "version">, { create }: { create: boolean }): Promise<Agent> {
    for (let attempt = 0; attempt < publishersAtOnce; attempt++) {
      const version = await this.nextVersion(agent.name, create);
      const published: Agent = { ...agent, version };
      try {
        await this.sql.transaction((queries) => this.write(queries, published));
        return published;
      } catch (error) {
        // Somebody else published this version first.
        if (!isTaken(error)) throw error;
      }
    }
    throw new AppError("conflict", `The agent "${agent.name}" is being published by many at once. Try again.`);
  }

  async archive(name: string): Promise<boolean> {
    const archived = `UPDATE "Agent" SET "archivedAt" = ? WHERE "name" = ? AND "archivedAt" IS NULL`;
    return (await this.sql.run(archived, [this.now().toISOString(), name])) > 0;
  }

  /** The numbers of an archived agent go on: runs of long ago may still name them. */
  private async nextVersion(name: string, create: boolean): Promise<number> {
    const [row] = await this.sql.rows(`SELECT "version", "archivedAt" FROM "Agent" WHERE "name" = ?`, [name]);
    const isThere = row !== undefined && row[1] === null;
    if (create && isThere) throw new AppError("conflict", `There is an agent "${name}" already. Choose another name.`);
    if (!create && !isThere) throw new AppError("not_found", `There is no agent "${name}".`);
    return row === undefined ? 1 : Number(row[0]) + 1;
  }

  private async write(queries: Queries, agent: Agent): Promise<void> {
    await queries.run(`INSERT INTO "AgentVersion" ("name", "version", "data", "publishedAt") VALUES (?, ?, ?, ?)`, [
      agent.name,
      agent.version,
      JSON.stringify(agent),
      this.now().toISOString(),
    ]);
    await queries.run(
      `INSERT INTO "Agent" ("name", "version") VALUES (?, ?)
       ON CONFLICT ("name") DO UPDATE SET "version" = excluded."version", "archivedAt" = NULL`,
      [agent.name, agent.version],
    );
  }
}
