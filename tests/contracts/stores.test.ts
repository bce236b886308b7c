import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DatabaseAgents } from "../../server/store/database-agents.ts";
import { DatabaseIdempotencyKeys } from "../../server/store/database-idempotency-keys.ts";
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

    test("lets go of what a dead process wrote, except for turns that are still open", async () => {
      await new DatabaseSpool(sql()).write("dead", [piece("turn_1", 0, "a")]);
      await new DatabaseSpool(sql()).write("dead too", [piece("turn_2", 0, "b")]);
      const spool = new DatabaseSpool(sql());
      await spool.trim("dead", ["turn_1"]);
      expect((await spool.read("turn_1")).text).toBe("a");
      await spool.trim("dead", []);
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

  describe("agents", () => {
    const store = () => new DatabaseAgents(sql(), () => new Date(0));
    const limits = { turns: 1, tokens: 1, seconds: 1, depth: 1, children: 1 };
    const agent = { name: "coder", description: "writes code", instructions: "v1", models: [], tools: [], limits };

    test("have versions that never change, and one that is current", async () => {
      const agents = store();
      expect(await agents.publish(agent, { create: true })).toEqual({ ...agent, version: 1 });
      await agents.publish({ ...agent, instructions: "v2" }, { create: false });
      expect(await agents.version("coder", 1)).toEqual({ ...agent, version: 1 });
      expect(await agents.version("coder", 2)).toEqual({ ...agent, instructions: "v2", version: 2 });
      expect(await agents.version("coder", 3)).toBeNull();
      expect(await agents.all()).toEqual([{ ...agent, instructions: "v2", version: 2 }]);
    });

    test("are refused a name that is taken, and a change of one that is not there", async () => {
      await store().publish(agent, { create: true });
      await expect(store().publish(agent, { create: true })).rejects.toMatchObject({ code: "conflict" });
      await expect(store().publish({ ...agent, name: "x" }, { create: false })).rejects.toMatchObject({
        code: "not_found",
      });
    });

    test("give each of many publishers a version of its own", async () => {
      await store().publish(agent, { create: true });
      const another = new DatabaseAgents((await test1.another()).sql, () => new Date(0));
      const published = await Promise.all(
        upTo(8).map((n) =>
          (n % 2 ? store() : another).publish({ ...agent, instructions: `by ${n}` }, { create: false }),
        ),
      );
      expect(published.map(({ version }) => version).sort()).toEqual(upTo(9).slice(1));
      for (const each of published) expect(await store().version("coder", each.version)).toEqual(each);
      expect((await store().all())[0]?.version).toBe(9);
    });

    test("are archived, and begin again behind their old versions", async () => {
      await store().publish(agent, { create: true });
      expect(await store().archive("coder")).toBe(true);
      expect(await store().archive("coder")).toBe(false);
      expect(await store().all()).toEqual([]);
      expect((await store().version("coder", 1))?.instructions).toBe("v1");
      expect((await store().publish(agent, { create: true })).version).toBe(2);
      expect(await store().all()).toHaveLength(1);
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
      await expect(records.list({ ownerId: "ada", limit: 2, cursor: "?" })).rejects.toMatchObject({ code: "invalid" });
    });
  });
});
