import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { summarizeRun, summarizeSession } from "../../lib/core/summary.ts";
import { bucketOf } from "../../lib/operations/latency.ts";
import { DatabaseFigures } from "../../server/log/database-figures.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { finished, opened, posted, queued, turnCompleted, turnFailed, turnStarted } from "../core/facts.ts";
import { openTestDatabase, type TestDatabase, testProviders } from "../support/database.ts";

const hours = { since: "2026-01-01T00", until: "2026-01-03T00" };

for (const provider of testProviders) {
  describe(`the figures in ${provider}`, () => {
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

    const record = (events: readonly SessionEvent[], at = "2026-01-01T10:30:00.000Z"): Recorded[] =>
      events.map((event, index) => ({ ...event, seq: index + 1, at }) as Recorded);

    /** Appends the events behind those that are there, and tells of them as the runtime does. */
    async function write(sessionId: string, events: readonly Recorded[], noting: DatabaseFigures | null = figures) {
      const before = await log.read(sessionId, 0);
      const added = events.filter(({ seq }) => seq > before.length);
      const state = fold([...before, ...added]);
      await log.append({
        sessionId,
        expected: before.length,
        events: added,
        session: summarizeSession(sessionId, state),
        runs: state.runs.map((run) => summarizeRun(sessionId, state.ownerId, run)),
      });
      noting?.note(sessionId, state, added);
      return state;
    }

    const talk = record([
      opened(),
      posted("m1"),
      queued("r1", { replyTo: "m1" }),
      turnStarted("r1", "t1"),
      turnCompleted("r1", "t1", "Hello", [], {
        ms: 200,
        cost: 0.5,
        usage: { input: 100, cached: 20, output: 10, reasoning: 4 },
      }),
      finished("r1"),
    ]);
    const byAgent = async () => (await figures.groups({ by: "agent", ...hours }))[0];

    test("count each event once, by whoever tells of it", async () => {
      await write("ses_1", talk.slice(0, 4));
      await figures.keepUp();
      await write("ses_1", talk);
      const other = new DatabaseFigures(database.database.sql, log);
      other.note("ses_1", fold(talk), talk.slice(4));
      await figures.keepUp();
      await other.keepUp();
      await figures.keepUp();
      expect(await byAgent()).toEqual({
        name: "general",
        hour: null,
        figures: expect.objectContaining({
          turns: 1,
          turnErrors: 0,
          runsDone: 1,
          inputTokens: 100,
          cachedTokens: 20,
          outputTokens: 10,
          reasoningTokens: 4,
          cost: 0.5,
        }),
        latencies: new Map([[bucketOf(200), 1]]),
      });
    });

    test("read from the log what nobody told them, and nothing twice", async () => {
      await write("ses_1", talk.slice(0, 5), null);
      await write("ses_1", talk);
      await figures.keepUp();
      expect((await byAgent())?.figures).toMatchObject({ turns: 1, runsDone: 1 });
      await write("ses_2", talk, null);
      expect(await figures.catchUp()).toBe(1);
      expect(await figures.catchUp()).toBe(0);
      expect((await byAgent())?.figures).toMatchObject({ turns: 2, runsDone: 2, cost: 1 });
    });

    test("are the same when all is counted anew", async () => {
      await write("ses_1", talk);
      await figures.keepUp();
      const before = await byAgent();
      expect(await figures.catchUp({ anew: true })).toBe(1);
      expect(await byAgent()).toEqual(before);
    });

    test("leave out what a fork copied", async () => {
      const copied = record([
        opened({ forkOf: { sessionId: "ses_0", seq: 6 } }),
        ...talk.slice(1).map(({ seq: _seq, at: _at, ...event }) => event as SessionEvent),
        queued("r2", { replyTo: "m1" }),
        turnStarted("r2", "t2"),
        turnFailed("r2", "t2", "overloaded"),
      ]);
      await write("ses_1", copied);
      await figures.keepUp();
      expect((await byAgent())?.figures).toMatchObject({ turns: 0, turnErrors: 1, runsDone: 0, inputTokens: 0 });
    });

    test("leave out what a rerun copied, also from behind its step", async () => {
      const copied = record([
        opened({ forkOf: { sessionId: "ses_0", seq: 3 } }),
        ...talk.slice(1).map(({ seq: _seq, at: _at, ...event }) => event as SessionEvent),
        { type: "run.rerun", runId: "r1", by: "ada", of: { sessionId: "ses_0", runId: "r0", seq: 3 } },
        queued("r2", { replyTo: "m1" }),
        turnStarted("r2", "t2"),
        turnCompleted("r2", "t2", "Again"),
      ]);
      await write("ses_1", copied);
      await figures.keepUp();
      expect((await byAgent())?.figures).toMatchObject({ turns: 1, inputTokens: 10, runsDone: 0 });
    });

    test("take a rating back when it is changed", async () => {
      const rated = record([
        ...talk.map(({ seq: _seq, at: _at, ...event }) => event as SessionEvent),
        { type: "message.rated", messageId: "t1-message", rating: "up", was: null, by: "ada" },
        { type: "message.rated", messageId: "t1-message", rating: "down", was: "up", by: "ada" },
      ]);
      await write("ses_1", rated);
      await figures.keepUp();
      expect((await byAgent())?.figures).toMatchObject({ ratedUp: 0, ratedDown: 1, turns: 1 });
      const [model] = await figures.groups({ by: "model", ...hours });
      expect(model?.figures).toMatchObject({ ratedDown: 1 });
    });

    test("are told by hour, day and owner, and for one person alone", async () => {
      await write("ses_1", talk);
      const late = talk.map((event) => ({ ...event, at: "2026-01-02T01:00:00.000Z" }) as Recorded);
      await write("ses_2", [{ ...late[0], ownerId: "bob" } as Recorded, ...late.slice(1)]);
      await figures.keepUp();
      const names = async (query: object) =>
        (await figures.groups({ by: "hour", ...hours, ...query })).map(({ name, figures: { turns } }) => [name, turns]);
      expect(await names({})).toEqual([
        ["2026-01-01T10", 1],
        ["2026-01-02T01", 1],
      ]);
      expect(await names({ by: "day" })).toEqual([
        ["2026-01-01", 1],
        ["2026-01-02", 1],
      ]);
      expect(await names({ by: "owner" })).toEqual([
        ["ada", 1],
        ["bob", 1],
      ]);
      expect(await names({ ownerId: "bob" })).toEqual([["2026-01-02T01", 1]]);
      expect(await names({ until: "2026-01-02T00" })).toEqual([["2026-01-01T10", 1]]);
      const hourly = await figures.groups({ by: "agent", hourly: true, ...hours });
      expect(hourly.map(({ name, hour }) => [name, hour])).toEqual([
        ["general", "2026-01-01T10"],
        ["general", "2026-01-02T01"],
      ]);
    });

    test("forget how far a deleted session was counted, and keep what was spent", async () => {
      await write("ses_1", talk);
      await figures.keepUp();
      await log.erase("ses_1");
      expect(await database.database.sql.rows(`SELECT * FROM "CountedSession"`)).toEqual([]);
      expect((await byAgent())?.figures).toMatchObject({ turns: 1, cost: 0.5 });
    });
  });
}
