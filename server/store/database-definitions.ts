import {
  changeDefinition,
  type DefinitionChange,
  type DefinitionCommand,
} from "../../lib/definitions/change-definition.ts";
import type { Body, Definition, DefinitionKind, Version, VersionInFull } from "../../lib/definitions/definition.ts";
import { pageOf, readCursor } from "../db/cursor.ts";
import type { Queries, Sql, Value } from "../db/sql.ts";
import type { DefinitionListener, DefinitionQuery, Definitions } from "../ports/definitions.ts";
import type { Page } from "../ports/page.ts";
import {
  definitionFrom,
  definitionValues,
  hashOf,
  selectDefinitions,
  versionColumns,
  versionFrom,
  writtenColumns,
} from "./definition-rows.ts";

const ofOne = `"kind" = ? AND "name" = ?`;

export class DatabaseDefinitions implements Definitions {
  private readonly sql: Sql;
  private readonly now: () => Date;
  private readonly listeners = new Set<DefinitionListener>();

  constructor(sql: Sql, now: () => Date) {
    this.sql = sql;
    this.now = now;
  }

  async published(kind: DefinitionKind): Promise<Definition[]> {
    const rows = await this.sql.rows(
      `${selectDefinitions} WHERE d."kind" = ? AND d."version" IS NOT NULL AND d."archivedAt" IS NULL ORDER BY d."name"`,
      [kind],
    );
    return rows.map(definitionFrom);
  }

  async list(kind: DefinitionKind, query: DefinitionQuery): Promise<Page<Definition>> {
    const conditions = [`d."kind" = ?`, `d."archivedAt" IS ${query.archived ? "NOT NULL" : "NULL"}`];
    const values: Value[] = [kind];
    const where = (condition: string, ...more: Value[]) => {
      conditions.push(condition);
      values.push(...more);
    };
    const within = (column: string) => `${this.sql.position}(d."${column}", ?) > 0`;
    for (const word of query.search?.toLowerCase().split(/\s+/) ?? []) if (word) where(within("searchText"), word);
    if (query.tag) where(within("tags"), JSON.stringify(query.tag));
    if (query.state) where(inState[query.state]);
    if (query.cursor) where(`d."name" > ?`, readCursor(query.cursor)[0]);
    const rows = await this.sql.rows(
      `${selectDefinitions} WHERE ${conditions.join(" AND ")} ORDER BY d."name" LIMIT ?`,
      [...values, query.limit + 1],
    );
    return pageOf(rows.map(definitionFrom), query.limit, ({ name }) => [name, name]);
  }

  async get(kind: DefinitionKind, name: string): Promise<Definition | null> {
    return read(this.sql, kind, name);
  }

  async tags(kind: DefinitionKind): Promise<string[]> {
    const rows = await this.sql.rows(
      `SELECT DISTINCT "tags" FROM "Definition" WHERE "kind" = ? AND "archivedAt" IS NULL`,
      [kind],
    );
    return [...new Set(rows.flatMap(([tags]) => JSON.parse(String(tags)) as string[]))].sort();
  }

  async versions(
    kind: DefinitionKind,
    name: string,
    query: { limit: number; cursor?: string },
  ): Promise<Page<Version>> {
    const before = query.cursor === undefined ? null : Number(readCursor(query.cursor)[0]);
    const rows = await this.sql.rows(
      `SELECT ${versionColumns} FROM "DefinitionVersion" WHERE ${ofOne} AND "version" > 0 AND "version" < ? ORDER BY "version" DESC LIMIT ?`,
      [kind, name, Number.isSafeInteger(before) ? Number(before) : 2 ** 31 - 1, query.limit + 1],
    );
    const versions = rows.map(versionFrom).map(({ body: _body, ...version }) => version);
    return pageOf(versions, query.limit, ({ version }) => [String(version), name]);
  }

  async version(kind: DefinitionKind, name: string, version: number): Promise<VersionInFull | null> {
    return readVersion(this.sql, kind, name, version);
  }

  async change(
    kind: DefinitionKind,
    name: string,
    command: DefinitionCommand,
    by: string,
  ): Promise<DefinitionChange & { definition: Definition | null }> {
    const changed = await this.sql.transaction(async (queries) => {
      const before = await this.take(queries, kind, name);
      const canary = command.do === "promote" && before?.canary;
      const onTrial = canary ? await readVersion(queries, kind, name, canary.version) : null;
      const made = changeDefinition(before, command, {
        kind,
        name,
        by,
        hashOf,
        at: this.now().toISOString(),
        ...(onTrial && { canaryBody: onTrial.body }),
      });
      await write(queries, kind, name, made);
      return made;
    });
    for (const listener of this.listeners) await listener(kind, name);
    return changed;
  }

  async snapshot(kind: DefinitionKind, name: string, body: Body, by: string) {
    const hash = hashOf(body);
    const at = this.now().toISOString();
    return this.sql.transaction(async (queries) => {
      await queries.run(`UPDATE "Definition" SET "kind" = "kind" WHERE ${ofOne}`, [kind, name]);
      const unpublished = `FROM "DefinitionVersion" WHERE ${ofOne} AND "version" < 0`;
      const [known] = await queries.rows(`SELECT "version" ${unpublished} AND "hash" = ?`, [kind, name, hash]);
      if (known) return { version: Number(known[0]), hash };
      const [lowest] = await queries.rows(`SELECT MIN("version") ${unpublished}`, [kind, name]);
      const version = Number(lowest?.[0] ?? 0) - 1;
      await insertVersion(queries, kind, name, {
        version,
        hash,
        note: "",
        publishedAt: at,
        publishedBy: by,
        body,
      });
      return { version, hash };
    });
  }

  onChange(listener: DefinitionListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Holds the row's lock from here to the end of the transaction, also where there is no row yet. */
  private async take(queries: Queries, kind: DefinitionKind, name: string): Promise<Definition | null> {
    await queries.run(
      `INSERT INTO "Definition" ("kind", "name", "tags", "searchText", "createdAt", "changedAt") VALUES (?, ?, '[]', '', '', '')
       ON CONFLICT ("kind", "name") DO UPDATE SET "kind" = excluded."kind"`,
      [kind, name],
    );
    const found = await read(queries, kind, name);
    return found && found.createdAt !== "" ? found : null;
  }
}

const inState = {
  draft: `d."version" IS NULL`,
  changed: `d."version" IS NOT NULL AND d."draft" IS NOT NULL`,
  published: `d."version" IS NOT NULL AND d."draft" IS NULL`,
} as const;

async function read(queries: Queries, kind: DefinitionKind, name: string): Promise<Definition | null> {
  const [row] = await queries.rows(`${selectDefinitions} WHERE d."kind" = ? AND d."name" = ?`, [kind, name]);
  return row ? definitionFrom(row) : null;
}

async function readVersion(
  queries: Queries,
  kind: DefinitionKind,
  name: string,
  version: number,
): Promise<VersionInFull | null> {
  const [row] = await queries.rows(
    `SELECT ${versionColumns} FROM "DefinitionVersion" WHERE ${ofOne} AND "version" = ?`,
    [kind, name, version],
  );
  return row ? versionFrom(row) : null;
}

async function write(
  queries: Queries,
  kind: DefinitionKind,
  name: string,
  { definition, version }: DefinitionChange,
): Promise<void> {
  if (!definition) {
    await queries.run(`DELETE FROM "DefinitionCase" WHERE ${ofOne}`, [kind, name]);
    await queries.run(`DELETE FROM "Definition" WHERE ${ofOne}`, [kind, name]);
    return;
  }
  if (version) await insertVersion(queries, kind, name, version);
  const columns = writtenColumns.map((column) => `"${column}" = ?`).join(", ");
  await queries.run(`UPDATE "Definition" SET ${columns} WHERE ${ofOne}`, [...definitionValues(definition), kind, name]);
}

async function insertVersion(
  queries: Queries,
  kind: DefinitionKind,
  name: string,
  { version, hash, note, publishedAt, publishedBy, body }: VersionInFull,
): Promise<void> {
  await queries.run(
    `INSERT INTO "DefinitionVersion" ("kind", "name", ${versionColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [kind, name, version, hash, note, publishedAt, publishedBy, JSON.stringify(body)],
  );
}
