import { plainWordsIn } from "../../lib/search/words.ts";
import type { Queries, Sql } from "../db/sql.ts";
import { insertRows, runRows } from "./rows-statement.ts";

const textsAtOnce = 200;
const insertWords = insertRows("MessageIndex", ["rowid", "words"], "", "INSERT OR REPLACE");
const isBehind = `SELECT 1 FROM "MessageText" WHERE "id" > COALESCE((SELECT "form" FROM "Derived" WHERE "name" = 'search.words'), 0) LIMIT 1`;

/**
 * Adds to SQLite's index the words of all texts that it lacks: those with an id behind the last one that it has. Ids grow
 * in the order of commits there.
 */
export async function indexWords(sql: Sql): Promise<void> {
  while ((await sql.rows(isBehind)).length > 0) await sql.transaction(indexSome);
}

async function indexSome(queries: Queries): Promise<void> {
  await queries.run(`INSERT INTO "Derived" ("name", "form") VALUES ('search.words', 0) ON CONFLICT DO NOTHING`);
  const rows = await queries.rows(
    `SELECT "id", "content" FROM "MessageText"
     WHERE "id" > (SELECT "form" FROM "Derived" WHERE "name" = 'search.words') ORDER BY "id" LIMIT ?`,
    [textsAtOnce],
  );
  const last = rows.at(-1)?.[0];
  if (last === undefined) return;
  await runRows(
    queries,
    insertWords,
    rows.map(([id, content]) => [id as number, plainWordsIn(String(content)).join(" ")]),
  );
  await queries.run(`UPDATE "Derived" SET "form" = ? WHERE "name" = 'search.words'`, [last]);
}
