import type { Queries, Sql } from "../db/sql.ts";
import { definitionFrom, hashOf, searchTextOf, selectDefinitions } from "./definition-rows.ts";

/**
 * Fills in what a migration could not: the hash of versions that were carried over, whose bodies still hold their name
 * and number, and what a search looks at.
 */
export async function completeDefinitions(sql: Sql): Promise<void> {
  const rows = await sql.rows(`SELECT "kind", "name", "version", "data" FROM "DefinitionVersion" WHERE "hash" = ''`);
  for (const [kind, name, version, data] of rows) {
    const { name: _name, version: _version, ...body } = JSON.parse(String(data));
    await sql.run(
      `UPDATE "DefinitionVersion" SET "hash" = ?, "data" = ? WHERE "kind" = ? AND "name" = ? AND "version" = ? AND "hash" = ''`,
      [hashOf(body), JSON.stringify(body), kind ?? null, name ?? null, version ?? null],
    );
  }
  await completeSearchTexts(sql);
}

async function completeSearchTexts(queries: Queries): Promise<void> {
  const rows = await queries.rows(`${selectDefinitions} WHERE d."searchText" = ''`);
  for (const definition of rows.map(definitionFrom)) {
    await queries.run(
      `UPDATE "Definition" SET "searchText" = ? WHERE "kind" = ? AND "name" = ? AND "searchText" = ''`,
      [searchTextOf(definition), definition.kind, definition.name],
    );
  }
}
