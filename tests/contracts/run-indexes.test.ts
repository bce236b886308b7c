import { afterAll, beforeAll, expect, test } from "vitest";
import type { Value } from "../../server/db/sql.ts";
import { DatabaseLists } from "../../server/log/database-lists.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase("sqlite");
});
afterAll(() => database.drop());

/** How SQLite goes about the list: the statements are caught on their way to it. */
async function planOf(query: object): Promise<string> {
  const { sql } = database.database;
  const asked: [text: string, values: readonly Value[]][] = [];
  const listening = {
    ...sql,
    rows: (text: string, values: readonly Value[] = []) => {
      asked.push([text, values]);
      return sql.rows(text, values);
    },
  };
  await new DatabaseLists(listening).runs({ ownerId: "ada", limit: 50, ...query });
  const [text, values] = asked[0] ?? ["", []];
  return (await sql.rows(`EXPLAIN QUERY PLAN ${text}`, values)).map((row) => String(row[3])).join("\n");
}

test.each([
  {},
  { status: "failed" },
  { agent: "general" },
  { errorCode: "poison", notRetried: true },
  { open: true },
  { workflow: "crew" },
  { text: "report", since: "2026-01-01", until: "2026-02-01" },
  { agent: "general", minCost: 1, error: "timeout" },
])("runs by %o are read along an index in their order, and never sorted", async (query) => {
  const plan = await planOf(query);
  expect(plan).toMatch(/^SEARCH Run USING INDEX Run_/);
  expect(plan).not.toContain("TEMP B-TREE");
});
