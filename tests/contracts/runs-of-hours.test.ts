import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { summarizeRun, summarizeSession } from "../../lib/core/summary.ts";
import type { Deviation } from "../../lib/operations/deviation.ts";
import { DatabaseFigures } from "../../server/log/database-figures.ts";
import { DatabaseLists } from "../../server/log/database-lists.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import {
  opened,
  posted,
  queued,
  toolFailed,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeTurn,
} from "../core/facts.ts";
import { openTestDatabase, type TestDatabase, testProviders } from "../support/database.ts";

const hour = "2026-01-01T10";

for (const provider of testProviders) {
  describe(`the runs of an hour in ${provider}`, () => {
    let database: TestDatabase;
    let log: DatabaseLog;
    let figures: DatabaseFigures;
    beforeEach(async () => {
      database = await openTestDatabase(provider);
      log = new DatabaseLog(database.database.sql);
      figures = new DatabaseFigures(database.database.sql, log);
      await figures.catchUp();
    });
    afterEach(() => database.drop());

    /** A session of one run that does this. Its events are told of in two halves, as they come. */
    async function run(runId: string, did: readonly SessionEvent[], at = `${hour}:30:00.000Z`, ownerId = "ada") {
      const events = [opened({ ownerId }), posted(`m-${runId}`), queued(runId, { replyTo: `m-${runId}` }), ...did];
      const recorded = events.map((event, index) => ({ ...event, seq: index + 1, at }) as Recorded);
      for (const part of [recorded.slice(0, -1), recorded.slice(-1)]) {
        const before = await log.read(`ses-${runId}`, 0);
        const state = fold([...before, ...part]);
        const summaries = {
          session: summarizeSession(`ses-${runId}`, state),
          runs: state.runs.map((each) => summarizeRun(`ses-${runId}`, state.ownerId, each)),
        };
        await log.append({ sessionId: `ses-${runId}`, expected: before.length, events: part, ...summaries });
        figures.note(`ses-${runId}`, state, part);
        await figures.keepUp();
      }
    }

    const turn = (runId: string, turnId: string, fields: Parameters<typeof turnCompleted>[4]) => [
      turnStarted(runId, turnId),
      turnCompleted(runId, turnId, "Hello", [], fields),
    ];

    async function madeBy(of: Omit<Deviation, "hour">, ownerId = "ada"): Promise<string[]> {
      const lists = new DatabaseLists(database.database.sql);
      const { items } = await lists.runs({ ownerId, deviation: { hour, ...of }, limit: 50 });
      return items.map(({ id }) => id).sort();
    }

    test("that were slow are those with a slow turn, whenever they were queued", async () => {
      await run("quick", [...turn("quick", "q1", { ms: 100 }), ...turn("quick", "q2", { ms: 120 })]);
      await run("slow", [...turn("slow", "s1", { ms: 100 }), ...turn("slow", "s2", { ms: 9_000 })]);
      const quickToo = turn("other", "o2", { ms: 100 });
      await run("other", [...turn("other", "o1", { ms: 9_000, model: "demo/other" }), ...quickToo]);
      await run("later", turn("later", "l1", { ms: 9_000 }), "2026-01-01T11:00:00.000Z");
      await run("bobs", turn("bobs", "b1", { ms: 9_000 }), undefined, "bob");
      const latency = { measure: "latency", over: 1_000 } as const;
      expect(await madeBy({ kind: "model", name: "demo/demo", ...latency })).toEqual(["slow"]);
      expect(await madeBy({ kind: "agent", name: "general", ...latency })).toEqual(["other", "slow"]);
      expect(await madeBy({ kind: "agent", name: "general", ...latency }, "bob")).toEqual(["bobs"]);
      expect(await madeBy({ kind: "agent", name: "nobody", ...latency })).toEqual([]);
    });

    test("that failed are those with a failed turn or call, and not those that were stopped", async () => {
      const call = { callId: "c1", tool: "echo", arguments: {} };
      const failedCall: SessionEvent[] = [
        ...wholeTurn("call", "t1", "Let me see.", [call]),
        toolStarted("call", "c1"),
        toolFailed("call", "c1"),
      ];
      await run("call", failedCall);
      await run("turn", [turnStarted("turn", "t2"), turnFailed("turn", "t2", "overloaded")]);
      await run("stopped", [turnStarted("stopped", "t3"), turnFailed("stopped", "t3", "cancelled")]);
      const errors = { measure: "errors", over: 0 } as const;
      expect(await madeBy({ kind: "tool", name: "echo", ...errors })).toEqual(["call"]);
      expect(await madeBy({ kind: "agent", name: "general", ...errors })).toEqual(["turn"]);
    });

    test("that took much are those whose turns took more than the limit, one with another", async () => {
      const usage = (output: number) => ({ input: 100, cached: 0, output, reasoning: 0 });
      await run("long", [...turn("long", "l1", { usage: usage(10) }), ...turn("long", "l2", { usage: usage(5_000) })]);
      await run("dear", turn("dear", "d1", { usage: usage(10), cost: 0.25 }));
      expect(await madeBy({ kind: "agent", name: "general", measure: "tokens", over: 2_000 })).toEqual(["long"]);
      expect(await madeBy({ kind: "agent", name: "general", measure: "tokens", over: 2_605 })).toEqual([]);
      expect(await madeBy({ kind: "agent", name: "general", measure: "cost", over: 0.2 })).toEqual(["dear"]);
    });

    test("are the same when all is counted anew, and forgotten when nobody may ask any more", async () => {
      await run("slow", turn("slow", "s1", { ms: 9_000 }));
      const slow = { kind: "agent", name: "general", measure: "latency", over: 1_000 } as const;
      await figures.catchUp({ anew: true });
      expect(await madeBy(slow)).toEqual(["slow"]);
      expect(await database.database.sql.rows(`SELECT "ended" FROM "RunOfHour"`)).toEqual([[1]]);
      await figures.forgetRunsBefore(hour);
      expect(await madeBy(slow)).toEqual(["slow"]);
      await figures.forgetRunsBefore("2026-01-01T11");
      expect(await madeBy(slow)).toEqual([]);
      expect((await figures.groups({ by: "agent", since: hour, until: "2026-01-01T11" }))[0]?.figures.turns).toBe(1);
    });
  });
}
