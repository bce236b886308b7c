import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DatabaseIdempotencyKeys } from "../../server/store/database-idempotency-keys.ts";
import { DatabasePreferences } from "../../server/store/database-preferences.ts";
import { DatabaseShareLinks } from "../../server/store/database-share-links.ts";
import { DatabaseSpool } from "../../server/store/database-spool.ts";
import { DatabaseToolRecords } from "../../server/store/database-tool-records.ts";
import { DatabaseUserData } from "../../server/store/database-user-data.ts";
import { DatabaseWorkers } from "../../server/store/database-workers.ts";
import { isDead, newWorkerId } from "../../server/store/worker-id.ts";
import { openTestDatabase, type TestDatabase, testProviders } from "../support/database.ts";
import { upTo } from "./some-append.ts";

const worker = newWorkerId();
const [host] = worker.split(":");
const elsewhere = "elsewhere:1:abc";
const deadWorker = `${host}:${spawnSync("true").pid}:abc`;

describe("a worker's id", () => {
  test("tells who is certainly dead", () => {
    expect(isDead(worker)).toBe(false);
    expect(isDead(`${host}:${process.pid}:other`)).toBe(true);
    expect(isDead(deadWorker)).toBe(true);
    expect(isDead(`${host}:${process.ppid}:abc`)).toBe(false);
    expect(isDead(elsewhere)).toBe(false);
    expect(isDead("nonsense")).toBe(false);
  });
});

describe.each(testProviders)("in %s", (provider) => {
  let test1: TestDatabase;
  beforeEach(async () => {
    test1 = await openTestDatabase(provider);
  });
  afterEach(() => test1.drop());
  const sql = () => test1.database.sql;
  /** What the passing of time does, without waiting for it. */
  const moveBack = (table: string, column: string, ms: number) =>
    sql().run(`UPDATE "${table}" SET "${column}" = "${column}" - ?`, [ms]);

  describe("workers", () => {
    test("live for as long as they said last", async () => {
      const workers = new DatabaseWorkers(sql());
      expect(await workers.isAlive(elsewhere)).toBe(false);
      await workers.beat(elsewhere, 10_000);
      expect(await workers.isAlive(elsewhere)).toBe(true);
      await moveBack("Worker", "until", 10_001);
      expect(await workers.isAlive(elsewhere)).toBe(false);
      await workers.beat(elsewhere, 10_000);
      expect(await workers.isAlive(elsewhere)).toBe(true);
      await workers.leave(elsewhere);
      expect(await workers.isAlive(elsewhere)).toBe(false);
    });

    test("are dead at once when their process is", async () => {
      const workers = new DatabaseWorkers(sql());
      await workers.beat(deadWorker, 10_000);
      expect(await workers.isAlive(deadWorker)).toBe(false);
    });
  });

  describe("the spool", () => {
    const piece = (turnId: string, offset: number, text: string, kind: "text" | "reasoning" = "text") => ({
      turnId,
      kind,
      offset,
      text,
    });
    const rows = async () => Number((await sql().rows(`SELECT COUNT(*) FROM "Spool"`))[0]?.[0]);

    test("gives a turn's text back to another process", async () => {
      const spool = new DatabaseSpool(sql());
      await spool.write("w1", [
        piece("turn_1", 0, "Hel"),
        piece("turn_2", 0, "other"),
        piece("turn_1", 0, "hm", "reasoning"),
      ]);
      await spool.write("w1", [piece("turn_1", 3, "lo 🎭")]);
      await spool.write("w1", [piece("turn_1", 3, "lo 🎭"), piece("turn_1", 90, "behind a hole")]);
      const another = new DatabaseSpool((await test1.another()).sql);
      expect(await another.read("turn_1")).toEqual({ text: "Hello 🎭", reasoning: "hm" });
      expect(await another.read("turn_2")).toEqual({ text: "other", reasoning: "" });
      expect(await another.read("turn")).toEqual({ text: "", reasoning: "" });
    });

    test("is empty once all turns are over", async () => {
      const spool = new DatabaseSpool(sql());
      await spool.write("w1", [piece("turn_1", 0, "a"), piece("turn_2", 0, "b")]);
      await spool.trim("w1", ["turn_2"]);
      expect(await spool.read("turn_2")).toEqual({ text: "b", reasoning: "" });
      await spool.trim("w1", []);
      expect(await rows()).toBe(0);
      await spool.write("w1", [piece("turn_3", 0, "c")]);
      expect((await spool.read("turn_3")).text).toBe("c");
    });

    test("stays small while turns overlap, and keeps the open ones whole", async () => {
      const spool = new DatabaseSpool(sql());
      for (const n of upTo(1_000)) {
        await spool.write("w1", [piece("turn_long", n - 1, "x"), piece(`turn_${n}`, 0, "short")]);
        await spool.trim("w1", ["turn_long"]);
      }
      expect(await rows()).toBeLessThan(250);
      expect((await spool.read("turn_long")).text).toBe("x".repeat(1_000));
      expect((await spool.read("turn_500")).text).toBe("");
    });

    test("has everything again after a write that failed", async () => {
      const spool = new DatabaseSpool(sql());
      await spool.write("w1", [piece("turn_1", 0, "a")]);
      await sql().run(`ALTER TABLE "Spool" RENAME TO "Away"`);
      await expect(spool.write("w1", [piece("turn_1", 1, "b")])).rejects.toThrow();
      await sql().run(`ALTER TABLE "Away" RENAME TO "Spool"`);
      await spool.write("w1", [piece("turn_1", 2, "c")]);
      expect((await spool.read("turn_1")).text).toBe("abc");
    });

    test("lets go of a dead process's turns one by one, and of what nobody took over after a day", async () => {
      await new DatabaseSpool(sql()).write("dead", [piece("turn_1", 0, "a"), piece("turn_2", 0, "b")]);
      await new DatabaseSpool(sql()).write("dead too", [piece("turn_4", 0, "d")]);
      const spool = new DatabaseSpool(sql());
      await spool.forget("turn_2");
      expect((await spool.read("turn_1")).text).toBe("a");
      expect((await spool.read("turn_2")).text).toBe("");
      await spool.forget("turn_1");
      expect(await rows()).toBe(1);
      await moveBack("Spool", "writtenAt", 25 * 60 * 60 * 1_000);
      await spool.write("w1", [piece("turn_3", 0, "c")]);
      await spool.trim("w1", []);
      expect(await rows()).toBe(0);
    });
  });

  describe("user data", () => {
    test("is kept for each person under its name", async () => {
      const data = new DatabaseUserData(test1.database, () => new Date("2026-01-01T00:00:00.000Z"));
      await data.set("ada", "b", { text: "ü\0" });
      await data.set("ada", "a", [1]);
      await data.set("ada", "a", null);
      await data.set("bob", "a", 7);
      expect(await data.get("ada", "b")).toEqual({ text: "ü\0" });
      expect(await data.get("ada", "a")).toBeNull();
      expect(await data.get("ada", "c")).toBeUndefined();
      const changedAt = "2026-01-01T00:00:00.000Z";
      expect(await data.list("ada")).toEqual([
        { name: "a", bytes: 4, changedAt },
        { name: "b", bytes: 19, changedAt },
      ]);
      expect(await data.delete("ada", "a")).toBe(true);
      expect(await data.delete("ada", "a")).toBe(false);
      expect(await data.get("bob", "a")).toBe(7);
    });
  });

  describe("preferences", () => {
    test("are each person's own, as usual until set, and what an older or newer version kept is no trouble", async () => {
      const store = new DatabasePreferences(test1.database, () => new Date("2026-01-01T00:00:00.000Z"));
      expect(await store.read("ada")).toEqual({ welcomed: false, agent: null, runViews: [] });
      expect(await store.change("ada", { agent: "general" })).toEqual({
        welcomed: false,
        agent: "general",
        runViews: [],
      });
      expect(await store.change("ada", { welcomed: true })).toEqual({
        welcomed: true,
        agent: "general",
        runViews: [],
      });
      expect(await store.read("bob")).toEqual({ welcomed: false, agent: null, runViews: [] });
      await sql().run(`UPDATE "Preference" SET "name" = ? WHERE "name" = ?`, ["unheard-of", "agent"]);
      expect(await store.read("ada")).toEqual({ welcomed: true, agent: null, runViews: [] });
    });
  });

  describe("idempotency keys", () => {
    const keys = (of = worker) => new DatabaseIdempotencyKeys(sql(), of);

    test("give the first answer to the same request, and none to another one", async () => {
      expect(await keys().begin("ada", "k", "hash")).toEqual({ is: "fresh" });
      expect(await keys().begin("ada", "k", "hash")).toEqual({ is: "running" });
      await keys().finish("ada", "k", 201, { id: "ses_1" });
      expect(await keys("other:1:a").begin("ada", "k", "hash")).toEqual({
        is: "done",
        status: 201,
        body: { id: "ses_1" },
      });
      expect(await keys().begin("ada", "k", "other")).toEqual({ is: "mismatch" });
      expect(await keys().begin("bob", "k", "other")).toEqual({ is: "fresh" });
    });

    test("let one of many at once go ahead", async () => {
      const another = new DatabaseIdempotencyKeys((await test1.another()).sql, elsewhere);
      const all = await Promise.all(upTo(20).map((n) => (n % 2 ? keys() : another).begin("ada", "k", "hash")));
      expect(all.filter((begun) => begun.is === "fresh")).toHaveLength(1);
      expect(all.filter((begun) => begun.is === "running")).toHaveLength(19);
    });

    test("are free again when the work was abandoned, by word or by death", async () => {
      await keys().begin("ada", "k", "hash");
      await keys().abandon("ada", "k");
      expect(await keys(deadWorker).begin("ada", "k", "hash")).toEqual({ is: "fresh" });
      expect(await keys().begin("ada", "k", "hash")).toEqual({ is: "fresh" });
      await keys(deadWorker).finish("ada", "k", 200, "too late");
      await keys(deadWorker).abandon("ada", "k");
      expect(await keys().begin("ada", "k", "hash")).toEqual({ is: "running" });
    });

    test("are free again after a minute without a word from another machine, and not while it lives", async () => {
      await keys(elsewhere).begin("ada", "k", "hash");
      await moveBack("IdempotencyKey", "begunAt", 50_000);
      expect(await keys().begin("ada", "k", "hash")).toEqual({ is: "running" });
      await moveBack("IdempotencyKey", "begunAt", 50_000);
      await new DatabaseWorkers(sql()).beat(elsewhere, 10_000);
      expect(await keys().begin("ada", "k", "hash")).toEqual({ is: "running" });
      await new DatabaseWorkers(sql()).leave(elsewhere);
      expect(await keys().begin("ada", "k", "hash")).toEqual({ is: "fresh" });
    });

    test("are forgotten after a day", async () => {
      await keys().begin("ada", "k", "hash");
      await keys().finish("ada", "k", 200, null);
      await moveBack("IdempotencyKey", "begunAt", 24 * 60 * 60 * 1_000 + 1);
      const same = keys();
      expect(await same.begin("ada", "k2", "hash")).toEqual({ is: "fresh" });
      expect(await same.begin("ada", "k", "other")).toEqual({ is: "fresh" });
    });
  });

  describe("tool records", () => {
    const record = {
      id: "rec_1",
      ownerId: "ada",
      tool: "clock",
      sessionId: "ses_1",
      runId: null,
      callId: null,
      arguments: { a: [1] },
      outcome: "finished" as const,
      content: "12:00",
      error: null,
      ms: 1.5,
      at: "2026-01-01T00:00:00.000Z",
    };

    test("keep what a text cannot hold as a sign for it, or as it was", async () => {
      const records = new DatabaseToolRecords(test1.database);
      await records.add({ ...record, outcome: "failed", content: "a\0b", error: "\0", arguments: { a: "\0" } });
      const [kept] = (await records.list({ ownerId: "ada", limit: 1 })).items;
      expect(["a\0b", "a\uFFFDb"]).toContain(kept?.content);
      expect(["\0", "\uFFFD"]).toContain(kept?.error);
      expect(kept?.arguments).toEqual({ a: "\0" });
      const query = `SELECT COUNT(*) FROM "ToolRecord" WHERE "content" = ?`;
      await test1.database.sql.transaction(async (queries) => {
        await queries.run(`UPDATE "ToolRecord" SET "tool" = ?`, ["c\0d"]);
        expect(await queries.rows(query, ["a\0b"])).toEqual([[1]]);
      });
    });

    test("are listed newest first, for their owner", async () => {
      const records = new DatabaseToolRecords(test1.database);
      await records.add(record);
      await records.add({
        ...record,
        id: "rec_2",
        tool: "fetch",
        outcome: "failed",
        error: "no",
        arguments: undefined,
      });
      await records.add({ ...record, id: "rec_3", at: "2026-01-02T00:00:00.000Z" });
      await records.add({ ...record, id: "rec_4", ownerId: "bob" });

      const first = await records.list({ ownerId: "ada", limit: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(["rec_3", "rec_2"]);
      const second = await records.list({ ownerId: "ada", limit: 2, cursor: first.nextCursor! });
      expect(second).toEqual({ items: [record], nextCursor: null });
      expect((await records.list({ ownerId: "ada", tool: "fetch", limit: 5 })).items).toMatchObject([
        { id: "rec_2", arguments: null, outcome: "failed" },
      ]);
      const ids = async (query: object) =>
        (await records.list({ ownerId: "ada", limit: 5, ...query })).items.map(({ id }) => id);
      expect(await ids({ outcome: "failed" })).toEqual(["rec_2"]);
      expect(await ids({ since: "2026-01-02T00:00:00.000Z" })).toEqual(["rec_3"]);
      expect(await ids({ until: "2026-01-02T00:00:00.000Z" })).toEqual(["rec_2", "rec_1"]);
      expect(await ids({ agent: "nobody" })).toEqual([]);
      await expect(records.list({ ownerId: "ada", limit: 2, cursor: "?" })).rejects.toMatchObject({ code: "invalid" });
    });
  });

  describe("share links", () => {
    let at = 0;
    let made = 0;
    beforeEach(() => {
      at = 0;
      made = 0;
    });
    const links = () =>
      new DatabaseShareLinks(test1.database, { newId: () => `shr_${++made}`, now: () => new Date(at) });
    const wanted = { ownerId: "ada", sessionId: "ses_1", seq: 3, withTools: false, expiresAt: null };

    test("are found by their token alone, of which only a hash is kept", async () => {
      const { link, token } = await links().add(wanted);
      expect(Buffer.from(token, "base64url")).toHaveLength(32);
      expect(await links().find(token)).toEqual({ ...link, ownerId: "ada" });
      const rows = await sql().rows(`SELECT "tokenHash" FROM "ShareLink"`);
      expect(rows).toEqual([[createHash("sha256").update(token).digest("hex")]]);
      for (const other of ["", "x", token.slice(1), `${token}x`, rows[0]?.[0] as string, link.id])
        expect(await links().find(other)).toBeNull();
    });

    test("are listed newest first for their owner and session, and revoked by nobody else", async () => {
      const { link: first, token } = await links().add(wanted);
      at = 1_000;
      const { link: second } = await links().add({ ...wanted, withTools: true });
      await links().add({ ...wanted, sessionId: "ses_2" });
      await links().add({ ...wanted, ownerId: "bob" });
      expect(await links().list("ada", "ses_1")).toEqual([second, first]);
      expect(await links().revoke("bob", "ses_1", first.id)).toBe(false);
      expect(await links().revoke("ada", "ses_2", first.id)).toBe(false);
      expect(await links().find(token)).not.toBeNull();
      expect(await links().revoke("ada", "ses_1", first.id)).toBe(true);
      expect(await links().revoke("ada", "ses_1", first.id)).toBe(false);
      expect(await links().find(token)).toBeNull();
      expect(await links().list("ada", "ses_1")).toEqual([second]);
    });

    test("are as if they had never been from the moment they expire, and are swept away with the next one", async () => {
      const { link, token } = await links().add({ ...wanted, expiresAt: new Date(1_000).toISOString() });
      at = 999;
      expect(await links().find(token)).not.toBeNull();
      at = 1_000;
      expect(await links().find(token)).toBeNull();
      expect(await links().list("ada", "ses_1")).toEqual([]);
      expect(await links().revoke("ada", "ses_1", link.id)).toBe(false);
      await links().add(wanted);
      expect(await sql().rows(`SELECT "id" FROM "ShareLink"`)).toEqual([["shr_2"]]);
    });
  });
});
