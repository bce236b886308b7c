import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nothingYet } from "../../lib/core/state.ts";
import type { EventLog } from "../../server/ports/log.ts";
import { seqs, someAppend, someEvent, someRun, upTo } from "./some-append.ts";

export interface LogUnderTest {
  log: EventLog;
  /** Another process's view of the same log. */
  another(): Promise<EventLog>;
  drop(): Promise<void>;
}

/** The law of `EventLog`. */
export function eventLogContract(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`the log in ${name}`, () => {
    let under: LogUnderTest;
    let log: EventLog;
    beforeEach(async () => {
      under = await open();
      log = under.log;
    });
    afterEach(() => under.drop());

    test("gives back what was appended, in order, to the letter", async () => {
      const contents = ["one", "", "ünïcödé 🎭 \u0000 \ud800 \u2028", '{"not": "an object"} \\ \'"?'];
      const append = someAppend("ses_1", 0, contents, { commandId: "cmd_1" });
      expect(await log.append(append)).toEqual({ result: "appended" });
      expect(await log.append(someAppend("ses_1", 4, ["five"]))).toEqual({ result: "appended" });

      expect(await log.read("ses_1", 0)).toEqual([...append.events, someEvent(5, "five")]);
      expect(await log.read("ses_1", 3)).toEqual([append.events[3], someEvent(5, "five")]);
      expect(seqs(await log.read("ses_1", 1, 2))).toEqual([2, 3]);
      expect(await log.read("ses_1", 5)).toEqual([]);
      expect(await log.read("ses_2", 0)).toEqual([]);
    });

    test("knows the heads of sessions", async () => {
      await log.append(someAppend("ses_1", 0, ["a", "b"]));
      await log.append(someAppend("ses_2", 0));
      expect(await log.head("ses_1")).toBe(2);
      expect(await log.head("ses_3")).toBe(0);
      const heads = await log.heads(["ses_1", "ses_2", "ses_3"]);
      expect(heads.get("ses_1")).toBe(2);
      expect(heads.get("ses_2")).toBe(1);
      expect(heads.get("ses_3") ?? 0).toBe(0);
      expect((await log.heads([])).size).toBe(0);
    });

    test.each([
      ["too low", 1],
      ["too high", 3],
      ["zero", 0],
    ])("refuses an expected head that is %s, and writes nothing", async (_, expected) => {
      await log.append(someAppend("ses_1", 0, ["a", "b"]));
      expect(await log.append(someAppend("ses_1", expected, ["c"]))).toEqual({ result: "conflict" });
      expect(seqs(await log.read("ses_1", 0))).toEqual([1, 2]);
      expect(await log.head("ses_1")).toBe(2);
    });

    test("refuses to continue a session that is not there", async () => {
      expect(await log.append(someAppend("ses_1", 7))).toEqual({ result: "conflict" });
      expect(await log.head("ses_1")).toBe(0);
      expect(await log.read("ses_1", 0)).toEqual([]);
      expect(await log.append(someAppend("ses_1", 0))).toEqual({ result: "appended" });
    });

    test("refuses events that are not numbered from the expected head on", async () => {
      const holed = { ...someAppend("ses_1", 0, ["a", "b"]), events: [someEvent(1, "a"), someEvent(3, "b")] };
      await expect(log.append(holed)).rejects.toThrow("without gaps");
      await expect(log.append({ ...someAppend("ses_1", 0), events: [] })).rejects.toThrow("without gaps");
      expect(await log.head("ses_1")).toBe(0);
    });

    test("tells a command that was accepted before from a conflict, wherever the head is", async () => {
      await log.append(someAppend("ses_1", 0, ["a", "b"], { commandId: "cmd_1" }));
      expect(await log.receipt("ses_1", "cmd_1")).toBe(2);
      expect(await log.receipt("ses_1", "cmd_2")).toBeNull();
      expect(await log.receipt("ses_2", "cmd_1")).toBeNull();

      expect(await log.append(someAppend("ses_1", 2, ["a"], { commandId: "cmd_1" }))).toEqual({ result: "duplicate" });
      expect(await log.append(someAppend("ses_1", 0, ["a"], { commandId: "cmd_1" }))).toEqual({ result: "duplicate" });
      expect(await log.append(someAppend("ses_1", 0, ["a"], { commandId: "cmd_2" }))).toEqual({ result: "conflict" });
      expect(await log.append(someAppend("ses_2", 0, ["a"], { commandId: "cmd_1" }))).toEqual({ result: "appended" });
      expect(seqs(await log.read("ses_1", 0))).toEqual([1, 2]);
    });

    test("lets each append that came together stand or fall by itself", async () => {
      await log.append(someAppend("ses_old", 0, ["a"], { commandId: "cmd_old" }));
      const appended = await Promise.all([
        log.append(someAppend("ses_1", 0, ["a", "b"], { runs: [someRun("run_1", "ses_1")] })),
        log.append(someAppend("ses_old", 1, ["again"], { commandId: "cmd_old" })),
        log.append(someAppend("ses_gone", 4)),
        log.append(someAppend("ses_2", 0, ["a"], { commandId: "cmd_2" })),
        log.append(someAppend("ses_1", 0, ["too late"])),
        log.append(someAppend("ses_1", 2, ["c"])),
      ]);
      expect(appended.map((each) => each.result)).toEqual([
        "appended",
        "duplicate",
        "conflict",
        "appended",
        "conflict",
        "appended",
      ]);
      expect(seqs(await log.read("ses_1", 0))).toEqual([1, 2, 3]);
      expect(seqs(await log.read("ses_2", 0))).toEqual([1]);
      expect(seqs(await log.read("ses_old", 0))).toEqual([1]);
      expect(await log.head("ses_gone")).toBe(0);
    });

    test("keeps one dense log for two writers who race", async () => {
      const other = await under.another();
      const rounds = 40;
      const write = async (writer: EventLog, name: string) => {
        for (let round = 0; round < rounds; ) {
          const head = await writer.head("ses_1");
          const { result } = await writer.append(someAppend("ses_1", head, [`${name} ${round}`, "and"]));
          if (result === "appended") round++;
        }
      };
      await Promise.all([write(log, "a"), write(other, "b"), write(log, "c")]);

      const events = await log.read("ses_1", 0);
      expect(seqs(events)).toEqual(upTo(3 * rounds * 2));
      const said = events.map((event) => (event.type === "message.posted" ? event.message.content : ""));
      for (const name of ["a", "b", "c"]) {
        expect(said.filter((text) => text.startsWith(`${name} `))).toEqual(upTo(rounds).map((n) => `${name} ${n - 1}`));
      }
    });

    test("opens a session once when two open it at once", async () => {
      const other = await under.another();
      for (const id of upTo(20).map((n) => `ses_${n}`)) {
        const both = await Promise.all([log.append(someAppend(id, 0, ["a"])), other.append(someAppend(id, 0, ["b"]))]);
        expect(both.map((each) => each.result).sort()).toEqual(["appended", "conflict"]);
        expect(seqs(await log.read(id, 0))).toEqual([1]);
      }
    });

    test("does not let groups of many sessions wait for one another", async () => {
      const other = await under.another();
      const ids = upTo(30).map((n) => `ses_${n}`);
      await Promise.all(ids.map((id) => log.append(someAppend(id, 0))));
      for (const head of upTo(10)) {
        const there = ids.map((id) => log.append(someAppend(id, head)));
        const back = ids.toReversed().map((id) => other.append(someAppend(id, head)));
        const results = (await Promise.all([...there, ...back])).map((each) => each.result);
        expect(results.filter((result) => result === "appended")).toHaveLength(ids.length);
      }
      expect(new Set((await log.heads(ids)).values())).toEqual(new Set([11]));
    });

    test("takes an append that is larger than one statement may be", async () => {
      const contents = upTo(7_000).map(String);
      const runs = upTo(2_000).map((n) => someRun(`run_${n}`, "ses_1"));
      expect(await log.append(someAppend("ses_1", 0, contents, { runs }))).toEqual({ result: "appended" });
      expect(seqs(await log.read("ses_1", 0))).toEqual(upTo(7_000));
    });

    test("erases everything of a session, and lets nobody continue it", async () => {
      await log.append(someAppend("ses_1", 0, ["a", "b"], { commandId: "cmd_1", runs: [someRun("run_1", "ses_1")] }));
      await log.append(someAppend("ses_2", 0));
      await log.saveSnapshot("ses_1", { ...nothingYet, head: 2 });
      await log.erase("ses_1");

      expect(await log.read("ses_1", 0)).toEqual([]);
      expect(await log.head("ses_1")).toBe(0);
      expect(await log.receipt("ses_1", "cmd_1")).toBeNull();
      expect(await log.snapshot("ses_1")).toBeNull();
      expect(await log.append(someAppend("ses_1", 2))).toEqual({ result: "conflict" });
      await log.saveSnapshot("ses_1", { ...nothingYet, head: 2 });
      expect(await log.snapshot("ses_1")).toBeNull();
      expect(await log.head("ses_2")).toBe(1);
    });

    test("keeps the newest snapshot, and none that is ahead of the log", async () => {
      await log.append(someAppend("ses_1", 0, ["a", "b", "c"]));
      expect(await log.snapshot("ses_1")).toBeNull();
      await log.saveSnapshot("ses_1", { ...nothingYet, head: 2, title: "two" });
      await log.saveSnapshot("ses_1", { ...nothingYet, head: 1, title: "one" });
      await log.saveSnapshot("ses_1", { ...nothingYet, head: 4, title: "four" });
      expect(await log.snapshot("ses_1")).toEqual({ ...nothingYet, head: 2, title: "two" });
    });
  });
}
