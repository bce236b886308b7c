import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { openSchemaEngine } from "../../server/db/schema-engine.ts";
import { DatabaseLists } from "../../server/log/database-lists.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { completeDefinitions } from "../../server/store/complete-definitions.ts";
import { DatabaseDefinitions } from "../../server/store/database-definitions.ts";
import { emptyPostgres, temporaryFolder, testProviders } from "../support/database.ts";
import { seqs, someAppend, someRun } from "./some-append.ts";

const own = "prisma/migrations";
/** What finds messages in SQLite, which no schema can hold: a virtual table, and the tables that it keeps its things in. */
const searchIndex = ["", "_data", "_idx", "_docsize", "_config"].map((part) => `MessageIndex${part}`);

let folder: ReturnType<typeof temporaryFolder>;
let backups: string;
let migrations: string;
beforeEach(() => {
  folder = temporaryFolder();
  backups = join(folder.path, "backups");
  migrations = join(folder.path, "migrations");
  cpSync(own, migrations, { recursive: true });
});
afterEach(() => folder.remove());

function addMigration(name: string, sql: string): void {
  for (const provider of ["sqlite", "postgresql"]) {
    mkdirSync(join(migrations, provider, name));
    writeFileSync(join(migrations, provider, name, "migration.sql"), sql);
  }
}

async function withSomeData(url: string): Promise<void> {
  const database = await openDatabase(url);
  const runs = [someRun("run_1", "ses_1")];
  await new DatabaseLog(database.sql).append(someAppend("ses_1", 0, ["a", "b"], { commandId: "cmd_1", runs }));
  await database.close();
}

async function expectUsable(url: string, head: number): Promise<void> {
  const database = await openDatabase(url);
  const log = new DatabaseLog(database.sql);
  expect(seqs(await log.read("ses_1", 0))).toHaveLength(head);
  expect((await new DatabaseLists(database.sql).openRuns()).map(({ id }) => id)).toEqual(["run_1"]);
  expect(await log.receipt("ses_1", "cmd_1")).toBe(2);
  expect(await log.append(someAppend("ses_1", head))).toEqual({ result: "appended" });
  await database.close();
}

describe.each(testProviders)("migrating %s", (provider) => {
  let url: string;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const made =
      provider === "sqlite"
        ? { url: `file:${folder.path}/deep/troupe.db`, drop: async () => {} }
        : await emptyPostgres();
    url = made.url;
    drop = made.drop;
  });
  afterEach(() => drop());

  test("creates what is not there, and does nothing the second time", async () => {
    const names = readdirSync(join(own, provider)).sort();
    expect(await migrate(url, { backupFolder: backups })).toEqual({ applied: names, backup: null });
    expect(await migrate(url, { backupFolder: backups })).toEqual({ applied: [], backup: null });
    await withSomeData(url);
    await expectUsable(url, 2);
  });

  test("keeps the data of an older database, and its open runs", async () => {
    await migrate(url, { backupFolder: backups });
    await withSomeData(url);
    addMigration("29990101000000_more", `ALTER TABLE "Run" ADD COLUMN "more" TEXT; CREATE TABLE "More" ("id" TEXT);`);
    const { applied, backup } = await migrate(url, { backupFolder: backups, migrations });
    expect(applied).toEqual(["29990101000000_more"]);
    await expectUsable(url, 2);
    expect(backup === null).toBe(provider === "postgresql");
  });

  test("leaves everything as it was when a migration fails, also the ones before it", async () => {
    await migrate(url, { backupFolder: backups });
    await withSomeData(url);
    addMigration("29990101000000_good", `CREATE TABLE "Good" ("id" TEXT); DELETE FROM "Run";`);
    addMigration("29990102000000_bad", `DROP TABLE "Event"; CREATE TABLE "Session" ("id" TEXT);`);
    await expect(migrate(url, { backupFolder: backups, migrations })).rejects.toThrow(
      /could not be brought up to date \(.*Session.*already exists.*It is as it was/s,
    );
    await expectUsable(url, 2);
    expect(await migrate(url, { backupFolder: backups })).toEqual({ applied: [], backup: null });
    await expectUsable(url, 3);
  });

  test("lets several processes come at once", async () => {
    const all = await Promise.all([1, 2, 3].map(() => migrate(url, { backupFolder: backups })));
    expect(all.flatMap(({ applied }) => applied)).toEqual(readdirSync(join(own, provider)).sort());
    await withSomeData(url);
    await expectUsable(url, 2);
  });

  test("carries agents over with their versions and numbers", async () => {
    const before = join(folder.path, "before");
    cpSync(join(own, provider), join(before, provider), {
      recursive: true,
      filter: (path) => !/^\d/.test(basename(path)) || basename(path) < "20261121072727_definitions",
    });
    await migrate(url, { backupFolder: backups, migrations: before });
    const old = await openDatabase(url);
    const published = (version: number) => JSON.stringify({ name: "coder", version, instructions: "Say \u0000." });
    for (const [version, at] of [
      [1, "2026-01-01T00:00:00.000Z"],
      [2, "2026-01-02T00:00:00.000Z"],
    ] as const) {
      await old.sql.run(`INSERT INTO "AgentVersion" ("name", "version", "data", "publishedAt") VALUES (?, ?, ?, ?)`, [
        "coder",
        version,
        published(version),
        at,
      ]);
    }
    await old.sql.run(`INSERT INTO "Agent" ("name", "version") VALUES ('coder', 2), ('gone', 1)`);
    await old.sql.run(`UPDATE "Agent" SET "archivedAt" = '2026-01-03T00:00:00.000Z' WHERE "name" = 'gone'`);
    await old.close();

    await migrate(url, { backupFolder: backups });
    const database = await openDatabase(url);
    await completeDefinitions(database.sql);
    const definitions = new DatabaseDefinitions(database.sql, () => new Date(0));
    const body = { instructions: "Say \u0000." };
    expect(await definitions.get("agent", "coder")).toMatchObject({
      current: { version: 2, body },
      createdAt: "2026-01-01T00:00:00.000Z",
      changedAt: "2026-01-02T00:00:00.000Z",
    });
    expect(await definitions.version("agent", "coder", 1)).toMatchObject({ body, publishedBy: "local" });
    expect((await definitions.list("agent", { limit: 5, search: "code" })).items).toHaveLength(1);
    expect((await definitions.get("agent", "gone"))?.archivedAt).toBe("2026-01-03T00:00:00.000Z");
    // Equal bodies have equal hashes, also across the move.
    const again = await definitions.change("agent", "coder", { do: "publish", body, note: "" }, "ada");
    expect(again.version).toBeNull();
    await database.close();
  });

  test("refuses a database of a newer version", async () => {
    addMigration("29990101000000_newer", `CREATE TABLE "Newer" ("id" TEXT);`);
    await migrate(url, { backupFolder: backups, migrations });
    await expect(migrate(url, { backupFolder: backups })).rejects.toThrow(/newer version.*29990101000000_newer/);
  });
});

test("a SQLite file is copied before it is changed, and the copy can be used", async () => {
  const url = `file:${folder.path}/troupe.db`;
  await migrate(url, { backupFolder: backups });
  await withSomeData(url);
  addMigration("29990101000000_more", `DELETE FROM "Event"`);
  const { backup } = await migrate(url, { backupFolder: backups, migrations });
  expect(readdirSync(backups)).toHaveLength(1);
  await expectUsable(`file:${backup}`, 2);
});

test("the newest five copies of a SQLite file are kept, and what else lies there", async () => {
  const url = `file:${folder.path}/troupe.db`;
  await migrate(url, { backupFolder: backups });
  mkdirSync(backups);
  const others = ["troupe-mine.db", "notes.txt", "troupe-2-2020-01-01T00-00-00-000Z-1.db"];
  const copies = [1, 2, 3, 4, 5, 6].map((n) => `troupe-2026-01-0${n}T00-00-00-000Z-1.db`);
  for (const name of [...others, ...copies]) writeFileSync(join(backups, name), "");
  addMigration("29990101000000_more", `DELETE FROM "Event"`);
  const { backup } = await migrate(url, { backupFolder: backups, migrations });
  expect(readdirSync(backups).sort()).toEqual([...others, ...copies.slice(2), basename(backup as string)].sort());
});

test("a table that others refer to can be rebuilt without losing their rows, and broken references are refused", async () => {
  const url = `file:${folder.path}/troupe.db`;
  addMigration(
    "29990101000000_family",
    `CREATE TABLE "Parent" ("id" INTEGER PRIMARY KEY); INSERT INTO "Parent" VALUES (1);
    CREATE TABLE "Child" ("parent" INTEGER REFERENCES "Parent" ON DELETE CASCADE); INSERT INTO "Child" VALUES (1);`,
  );
  await migrate(url, { backupFolder: backups, migrations });
  addMigration(
    "29990102000000_rebuild",
    `PRAGMA foreign_keys=OFF; CREATE TABLE "New" ("id" INTEGER PRIMARY KEY, "name" TEXT);
    INSERT INTO "New" ("id") SELECT "id" FROM "Parent"; DROP TABLE "Parent"; ALTER TABLE "New" RENAME TO "Parent"; PRAGMA foreign_keys=ON;`,
  );
  await migrate(url, { backupFolder: backups, migrations });
  const file = new Sqlite(`${folder.path}/troupe.db`);
  expect(file.prepare(`SELECT * FROM "Child"`).all()).toEqual([{ parent: 1 }]);
  addMigration("29990103000000_orphan", `DELETE FROM "Parent"`);
  await expect(migrate(url, { backupFolder: backups, migrations })).rejects.toThrow(/Child.*gone/);
  expect(file.prepare(`SELECT "id" FROM "Parent"`).all()).toEqual([{ id: 1 }]);
  file.close();
});

test("the migrations lead to the schema", async () => {
  const file = { path: "schema.prisma", content: readFileSync("prisma/schema.prisma", "utf8") };
  const url = `file:${folder.path}/troupe.db`;
  await migrate(url, { backupFolder: backups });
  const engine = await openSchemaEngine(new PrismaBetterSqlite3({ url }), file.content);
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files: [file], configDir: folder.path },
    to: { tag: "schemaDatamodel", files: [file] },
    script: true,
    exitCode: null,
    filters: { externalTables: ["_prisma_migrations", ...searchIndex], externalEnums: [] },
  });
  expect(stdout, "run: npm run db:migration -- what_changed").toMatch(/empty migration/);
  expect(readdirSync(join(own, "postgresql"))).toEqual(readdirSync(join(own, "sqlite")));
});
