import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../server/db/open-database.ts";
import { DatabaseLists } from "../../server/log/database-lists.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { DatabaseUserData } from "../../server/store/database-user-data.ts";
import { openTestDatabase, type TestDatabase, testProviders } from "../support/database.ts";
import { seqs, someAppend } from "./some-append.ts";

const unavailable = { name: "AppError", code: "unavailable" };
const now = () => new Date(0);

describe("a SQLite database in trouble", () => {
  let under: TestDatabase;
  let log: DatabaseLog;
  let data: DatabaseUserData;
  beforeEach(async () => {
    under = await openTestDatabase("sqlite", { patienceMs: 100 });
    log = new DatabaseLog(under.database.sql);
    data = new DatabaseUserData(under.database, now);
    await log.append(someAppend("ses_1", 0, ["a"]));
  });
  afterEach(() => under.drop());

  /** Every write is refused with a sentence, every read goes on; when the trouble is over, so is all of it. */
  async function refusesWhile(begin: () => unknown, end: () => unknown): Promise<void> {
    await begin();
    const group = ["ses_1", "ses_2", "ses_3"].map((id) => log.append(someAppend(id, id === "ses_1" ? 1 : 0, ["b"])));
    for (const appended of group) await expect(appended).rejects.toMatchObject(unavailable);
    await expect(data.set("ada", "a", "x".repeat(100))).rejects.toMatchObject(unavailable);
    await expect(log.erase("ses_1")).rejects.toMatchObject(unavailable);
    expect(seqs(await log.read("ses_1", 0))).toEqual([1]);
    expect((await new DatabaseLists(under.database.sql).sessions({ ownerId: "ada", limit: 9 })).items).toHaveLength(1);
    expect(await data.list("ada")).toEqual([]);

    await end();
    expect(await log.append(someAppend("ses_1", 1, ["b"]))).toEqual({ result: "appended" });
    await data.set("ada", "a", 1);
    expect(seqs(await log.read("ses_1", 0))).toEqual([1, 2]);
  }

  test("says so while another process holds the lock, and works afterwards", async () => {
    const other = new Sqlite(under.url.slice("file:".length));
    await refusesWhile(
      () => other.exec("BEGIN EXCLUSIVE"),
      () => other.exec("ROLLBACK"),
    );
    other.close();
  });

  test("waits for a lock that is held for a moment, without blocking the process", async () => {
    const patient = await under.another({ patienceMs: 5_000 });
    const other = new Sqlite(under.url.slice("file:".length));
    other.exec("BEGIN IMMEDIATE");
    const appended = new DatabaseLog(patient.sql).append(someAppend("ses_1", 1, ["b"]));
    const written = new DatabaseUserData(patient, now).set("ada", "a", 1);
    // If the process were blocked, this timer could not end the wait.
    await new Promise((resolve) => setTimeout(resolve, 1));
    other.exec("COMMIT");
    expect(await appended).toEqual({ result: "appended" });
    await written;
    other.close();
  });

  test("says so while the disk is full, and works when there is room", async () => {
    const { sql } = under.database;
    const pages = async () => Number((await sql.rows("PRAGMA page_count"))[0]?.[0]);
    await sql.rows(`PRAGMA max_page_count = ${await pages()}`);
    const large = "x".repeat(100_000);
    await expect(log.append(someAppend("ses_1", 1, [large]))).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining("disk"),
    });
    await expect(data.set("ada", "a", large)).rejects.toMatchObject(unavailable);
    expect(seqs(await log.read("ses_1", 0))).toEqual([1]);
    expect(await log.head("ses_1")).toBe(1);

    await sql.rows("PRAGMA max_page_count = 1000000");
    expect(await log.append(someAppend("ses_1", 1, [large]))).toEqual({ result: "appended" });
    await data.set("ada", "a", large);
  });

  test("says so while it is read-only, and works when it is not", async () => {
    const { sql } = under.database;
    await refusesWhile(
      () => sql.rows("PRAGMA query_only = ON"),
      () => sql.rows("PRAGMA query_only = OFF"),
    );
  });

  test("lets a statement wait for a transaction that is open, and not slip into it", async () => {
    const { sql } = under.database;
    let outside: Promise<unknown> | undefined;
    const undone = sql.transaction(async (queries) => {
      await queries.run(`UPDATE "Session" SET "title" = 'undone'`);
      outside = sql.run(`INSERT INTO "Worker" ("id", "until") VALUES ('outside', 1)`);
      for (let turn = 0; turn < 20; turn++) expect(await queries.rows(`SELECT * FROM "Worker"`)).toEqual([]);
      throw new Error("changed my mind");
    });
    await expect(undone).rejects.toThrow("changed my mind");
    await outside;
    expect(await sql.rows(`SELECT "id" FROM "Worker"`)).toEqual([["outside"]]);
    expect(await sql.rows(`SELECT "title" FROM "Session"`)).toEqual([["A conversation"]]);
  });

  test("rolls back what Prisma's client could not commit, and goes on", async () => {
    const { prisma, sql } = under.database;
    const row = (name: string) => ({ ownerId: "ada", name, value: "1", bytes: 1, changedAt: "" });
    await sql.run("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
    await sql.run("CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
    const committed = prisma.$transaction([
      prisma.userData.create({ data: row("a") }),
      prisma.$executeRawUnsafe("INSERT INTO child VALUES (1)"),
    ]);
    await expect(committed).rejects.toThrow();
    await prisma.userData.create({ data: row("b") });
    expect((await data.list("ada")).map(({ name }) => name)).toEqual(["b"]);
    expect(await log.append(someAppend("ses_1", 1))).toEqual({ result: "appended" });
  });
});

describe.skipIf(!testProviders.includes("postgresql"))("a PostgreSQL database in trouble", () => {
  test("says so when its connections are lost, and works again", async () => {
    const { url, database, drop } = await openTestDatabase("postgresql");
    const log = new DatabaseLog(database.sql);
    await log.append(someAppend("ses_1", 0));
    const admin = new pg.Client(url);
    await admin.connect();

    // A statement that is under way, and connections at rest.
    const waiting = database.sql.rows("SELECT pg_sleep(60)");
    const lost = expect(waiting).rejects.toMatchObject(unavailable);
    const ended =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while ((await admin.query(`${ended} AND query LIKE '%pg_sleep%'`)).rowCount === 0);
    await lost;
    await admin.query(ended);

    const append = () => log.append(someAppend("ses_1", 1));
    const first = await append().catch((error: unknown) => error);
    if (first instanceof Error) {
      expect(first).toMatchObject(unavailable);
      expect(await append()).toEqual({ result: "appended" });
    }
    expect(await log.head("ses_1")).toBe(2);
    await admin.end();
    await drop();
  });

  test("says so when it cannot be reached, and when it is read-only", async () => {
    const { url, database, another, drop } = await openTestDatabase("postgresql");
    const nobody = new URL(url);
    nobody.port = "1";
    const away = await openDatabase(nobody.href, { patienceMs: 500 });
    await expect(new DatabaseLog(away.sql).append(someAppend("ses_1", 0))).rejects.toMatchObject(unavailable);
    await expect(new DatabaseUserData(away, now).get("ada", "a")).rejects.toMatchObject(unavailable);
    await away.close();

    const [[name] = []] = await database.sql.rows("SELECT current_database()");
    await database.sql.run(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    const readOnly = await another();
    await expect(new DatabaseLog(readOnly.sql).append(someAppend("ses_1", 0))).rejects.toMatchObject(unavailable);
    await expect(new DatabaseUserData(readOnly, now).set("ada", "a", 1)).rejects.toMatchObject(unavailable);
    expect(await new DatabaseLog(readOnly.sql).head("ses_1")).toBe(0);
    await database.sql.run(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
    await drop();
  });
});
