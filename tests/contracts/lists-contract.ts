import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunSummary, SessionSummary } from "../../lib/core/summary.ts";
import type { Lists } from "../../server/ports/lists.ts";
import type { EventLog } from "../../server/ports/log.ts";
import type { Page } from "../../server/ports/page.ts";
import { someAppend, someRun, someSession, upTo } from "./some-append.ts";

export interface ListsUnderTest {
  log: EventLog;
  lists: Lists;
  drop(): Promise<void>;
}

/** The law of `Lists`: they say what the log was given with its events. */
export function listsContract(name: string, open: () => Promise<ListsUnderTest>): void {
  describe(`the lists in ${name}`, () => {
    let under: ListsUnderTest;
    let lists: Lists;
    beforeEach(async () => {
      under = await open();
      lists = under.lists;
    });
    afterEach(() => under.drop());

    const open1 = (id: string, session: Partial<SessionSummary> = {}, runs: RunSummary[] = []) =>
      under.log.append(someAppend(id, 0, ["a"], { session, runs }));
    const idsOf = (page: Page<{ id: string }>) => page.items.map((item) => item.id);

    test("show a session and its runs as they were last written", async () => {
      await open1("ses_1", { title: "First", tags: ["a", "b"] }, [someRun("run_1", "ses_1")]);
      const run = someRun("run_1", "ses_1", { status: "done", open: false, finishedAt: "2026-01-02", cost: null });
      const session: Partial<SessionSummary> = { title: "Second", tags: [], expiresAt: "2027-01-01", lastText: "bye" };
      await under.log.append(someAppend("ses_1", 1, ["b"], { session, runs: [run] }));

      expect(await lists.session("ada", "ses_1")).toEqual(someSession("ses_1", 2, session));
      expect(await lists.run("ada", "run_1")).toEqual(run);
      expect((await lists.sessions({ ownerId: "ada", limit: 10 })).items).toEqual([someSession("ses_1", 2, session)]);
      expect((await lists.runs({ ownerId: "ada", limit: 10 })).items).toEqual([run]);
    });

    test("show nothing of a refused append", async () => {
      await open1("ses_1", { title: "First" }, [someRun("run_1", "ses_1")]);
      const late = {
        session: { title: "Late" },
        runs: [someRun("run_1", "ses_1", { task: "late" }), someRun("run_2", "ses_1")],
      };
      await under.log.append(someAppend("ses_1", 0, ["b"], late));
      expect((await lists.session("ada", "ses_1"))?.title).toBe("First");
      expect((await lists.run("ada", "run_1"))?.task).toBe("say hello");
      expect(await lists.run("ada", "run_2")).toBeNull();
    });

    test("show everybody only what is theirs", async () => {
      await open1("ses_1", { ownerId: "bob" }, [someRun("run_1", "ses_1", { ownerId: "bob" })]);
      expect(await lists.session("ada", "ses_1")).toBeNull();
      expect(await lists.run("ada", "run_1")).toBeNull();
      expect((await lists.sessions({ ownerId: "ada", limit: 10 })).items).toEqual([]);
      expect((await lists.runs({ ownerId: "ada", sessionId: "ses_1", limit: 10 })).items).toEqual([]);
      expect((await lists.totals("ada")).sessions.total).toBe(0);
    });

    test("give sessions newest first, page by page, also where many changed at the same time", async () => {
      for (const n of upTo(11)) {
        await open1(`ses_${String(n).padStart(2, "0")}`, { changedAt: `2026-01-01T00:00:0${Math.floor(n / 4)}.000Z` });
      }
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await lists.sessions({ ownerId: "ada", limit: 3, ...(cursor && { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(3);
        seen.push(...idsOf(page));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(upTo(11).map((n) => `ses_${String(12 - n).padStart(2, "0")}`));
    });

    test("end with no cursor when the last page is exactly full", async () => {
      await open1("ses_1");
      await open1("ses_2");
      expect((await lists.sessions({ ownerId: "ada", limit: 2 })).nextCursor).toBeNull();
    });

    test.each([
      "",
      "x",
      "bm90IGpzb24",
      Buffer.from("[1,2]").toString("base64url"),
      Buffer.from("null").toString("base64url"),
    ])("refuse the cursor %j", async (cursor) => {
      const refused = { code: "invalid" };
      await expect(lists.sessions({ ownerId: "ada", limit: 3, cursor })).rejects.toMatchObject(refused);
      await expect(lists.runs({ ownerId: "ada", limit: 3, cursor })).rejects.toMatchObject(refused);
    });

    test("find the sessions in which something waits for a person", async () => {
      await open1("ses_1", { waitingForPerson: 2 });
      await open1("ses_2", { waitingForPerson: 0 });
      await open1("ses_3", { waitingForPerson: 1, ownerId: "bob" });
      expect(idsOf(await lists.sessions({ ownerId: "ada", waiting: true, limit: 5 }))).toEqual(["ses_1"]);
      expect((await lists.sessions({ ownerId: "ada", waiting: false, limit: 5 })).items).toHaveLength(2);
    });

    test("find sessions by status, agent, tag and text, to the letter and whatever the case", async () => {
      await open1("ses_1", { title: "Ärger mit 100% CPU", tags: ["a_b"], agent: "coder" });
      await open1("ses_2", { title: "Other", tags: ["axb", "A_B"], status: "completed" });
      await open1("ses_3", { title: "Third", lastText: "the_end", tags: ['quo"te'] });
      const find = async (query: object) => idsOf(await lists.sessions({ ownerId: "ada", limit: 10, ...query })).sort();

      expect(await find({ status: "completed" })).toEqual(["ses_2"]);
      expect(await find({ agent: "coder" })).toEqual(["ses_1"]);
      expect(await find({ tag: "a_b" })).toEqual(["ses_1"]);
      expect(await find({ tag: "a" })).toEqual([]);
      expect(await find({ tag: 'quo"te' })).toEqual(["ses_3"]);
      expect(await find({ search: "ärger" })).toEqual(["ses_1"]);
      expect(await find({ search: "ÄRGER" })).toEqual(["ses_1"]);
      expect(await find({ search: "0%" })).toEqual(["ses_1"]);
      expect(await find({ search: "the%end" })).toEqual([]);
      expect(await find({ search: "the_end" })).toEqual(["ses_3"]);
      expect(await find({ search: "?' OR 1=1 --\0" })).toEqual([]);
      expect(await find({ search: "t", status: "active" })).toEqual(["ses_1", "ses_3"]);
    });

    test("find runs by session, agent, status and whether they are open", async () => {
      await open1("ses_1", {}, [
        someRun("run_1", "ses_1", { queuedAt: "2026-01-01" }),
        someRun("run_2", "ses_1", { queuedAt: "2026-01-03", status: "done", open: false, agent: "coder" }),
      ]);
      await open1("ses_2", {}, [someRun("run_3", "ses_2", { queuedAt: "2026-01-02", ownerId: "ada" })]);
      const find = async (query: object) => idsOf(await lists.runs({ ownerId: "ada", limit: 10, ...query }));

      expect(await find({})).toEqual(["run_2", "run_3", "run_1"]);
      expect(await find({ sessionId: "ses_1" })).toEqual(["run_2", "run_1"]);
      expect(await find({ agent: "coder" })).toEqual(["run_2"]);
      expect(await find({ status: "running" })).toEqual(["run_3", "run_1"]);
      expect(await find({ open: true })).toEqual(["run_3", "run_1"]);
      expect(await find({ open: false })).toEqual(["run_2"]);
    });

    test("find runs by workflow, model, time, cost, error and text", async () => {
      await open1("ses_1", { workflow: "crew" }, [
        someRun("run_1", "ses_1", { queuedAt: "2026-01-01", cost: 0.1, task: "Read the REPORT", model: "a/one" }),
        someRun("run_2", "ses_1", {
          queuedAt: "2026-01-02",
          cost: null,
          task: "Ärger lösen",
          status: "failed",
          open: false,
          error: "The provider said No",
          errorCode: "poison",
        }),
      ]);
      await open1("ses_2", {}, [someRun("run_3", "ses_2", { queuedAt: "2026-01-03", cost: 2, retryOf: "run_2" })]);
      const find = async (query: object) => idsOf(await lists.runs({ ownerId: "ada", limit: 10, ...query }));

      expect(await find({ workflow: "crew" })).toEqual(["run_2", "run_1"]);
      expect(await find({ model: "a/one" })).toEqual(["run_1"]);
      expect(await find({ since: "2026-01-02" })).toEqual(["run_3", "run_2"]);
      expect(await find({ until: "2026-01-02" })).toEqual(["run_1"]);
      expect(await find({ minCost: 0.5 })).toEqual(["run_3"]);
      expect(await find({ minCost: 0.1, maxCost: 1 })).toEqual(["run_1"]);
      expect(await find({ error: "said no" })).toEqual(["run_2"]);
      expect(await find({ error: "poison" })).toEqual(["run_2"]);
      expect(await find({ text: "report" })).toEqual(["run_1"]);
      expect(await find({ text: "Ärger" })).toEqual(["run_2"]);
      expect(await find({ text: "%" })).toEqual([]);
      expect(await find({ notRetried: true })).toEqual(["run_3", "run_1"]);
      expect(await find({ workflow: "crew", text: "report", since: "2026-01-02" })).toEqual([]);
      const page = await lists.runs({ ownerId: "ada", workflow: "crew", limit: 1 });
      expect(idsOf(page)).toEqual(["run_2"]);
      expect(await find({ workflow: "crew", cursor: page.nextCursor })).toEqual(["run_1"]);
    });

    test("give every open run of everybody, oldest first", async () => {
      await open1("ses_1", {}, [
        someRun("run_1", "ses_1", { queuedAt: "2026-01-02" }),
        someRun("run_2", "ses_1", { open: false }),
      ]);
      await open1("ses_2", { ownerId: "bob" }, [someRun("run_3", "ses_2", { ownerId: "bob", queuedAt: "2026-01-01" })]);
      expect((await lists.openRuns()).map((run) => run.id)).toEqual(["run_3", "run_1"]);
    });

    test("give the sessions whose time has come", async () => {
      await open1("ses_1", { expiresAt: "2026-01-02T00:00:00.000Z" });
      await open1("ses_2", { expiresAt: "2026-01-01T00:00:00.000Z", status: "paused", ownerId: "bob" });
      await open1("ses_3", { expiresAt: "2026-01-01T00:00:00.000Z", status: "expired" });
      await open1("ses_4", { expiresAt: "2026-02-01T00:00:00.000Z" });
      await open1("ses_5");
      const expired = async (limit: number) =>
        (await lists.expired("2026-01-15T00:00:00.000Z", limit)).map(({ id }) => id);
      expect(await expired(10)).toEqual(["ses_2", "ses_1"]);
      expect(await expired(1)).toEqual(["ses_2"]);
    });

    test("count and add up", async () => {
      await open1("ses_1", { messageCount: 3 }, [
        someRun("run_1", "ses_1", { cost: 0.25 }),
        someRun("run_2", "ses_1", { status: "done", cost: null, inputTokens: 2_000_000_000 }),
        someRun("run_3", "ses_1", { status: "done", cost: 0.5, inputTokens: 2_000_000_000 }),
      ]);
      await open1("ses_2", { messageCount: 4, status: "completed" });
      expect(await lists.totals("ada")).toEqual({
        sessions: { total: 2, byStatus: { active: 1, completed: 1 } },
        runs: { total: 3, byStatus: { running: 1, done: 2 } },
        messages: 7,
        tokens: { input: 4_000_000_010, cached: 6, output: 15, reasoning: 3 },
        cost: 0.75,
      });
      expect(await lists.totals("bob")).toMatchObject({ messages: 0, cost: 0, runs: { total: 0, byStatus: {} } });
    });
  });
}
