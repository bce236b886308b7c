import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withTile } from "../../lib/dashboards/change-dashboard.ts";
import type { Dashboard } from "../../lib/dashboards/dashboard.ts";
import type { Database } from "../../server/db/open-database.ts";
import { DatabaseFigures } from "../../server/log/database-figures.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { newId } from "../../server/new-id.ts";
import { DatabaseDashboards } from "../../server/store/database-dashboards.ts";
import { openTestDatabase, type TestDatabase, testProviders } from "../support/database.ts";

describe.each(testProviders)("dashboards in %s", (provider) => {
  let opened: TestDatabase;
  let boards: DatabaseDashboards;
  let elsewhere: DatabaseDashboards;
  let seconds = 0;
  const dependencies = (database: Database) => ({
    newId,
    figures: new DatabaseFigures(database.sql, new DatabaseLog(database.sql)),
    now: () => new Date(Date.UTC(2026, 0, 31, 0, 0, ++seconds)),
  });
  beforeEach(async () => {
    opened = await openTestDatabase(provider);
    boards = new DatabaseDashboards(opened.database, dependencies(opened.database));
    const other = await opened.another();
    elsewhere = new DatabaseDashboards(other, dependencies(other));
  });
  afterEach(() => opened.drop());

  const made = (name: string, shared = false, ownerId = "ada") => boards.add(ownerId, { name, shared, tiles: [] });
  const pin = (surfaceId: string) => (now: Dashboard) => ({
    tiles: withTile(now.tiles, { kind: "pin", sessionId: "ses_1", surfaceId }, newId("tile")),
  });

  test("are one's own, and for others only where they are shared", async () => {
    const own = await made("Mine");
    const shared = await made("Ours", true);
    await made("Theirs", true, "bob");
    expect((await boards.list("ada")).map(({ name, mine }) => [name, mine])).toEqual([
      ["Mine", true],
      ["Ours", true],
      ["Theirs", false],
    ]);
    expect(await boards.get("ada", own.id)).toMatchObject({ name: "Mine", mine: true, tiles: [], revision: 1 });
    expect(await boards.get("bob", own.id)).toBeNull();
    expect(await boards.get("bob", shared.id)).toMatchObject({ name: "Ours", mine: false });
    expect(await boards.change("bob", shared.id, () => ({ name: "Stolen" }))).toBeNull();
    expect(await boards.remove("bob", shared.id)).toBe(false);
    expect(await boards.remove("ada", shared.id)).toBe(true);
    expect(await boards.get("ada", shared.id)).toBeNull();
  });

  test("lose no change, however many processes change them at once", async () => {
    const { id } = await made("Mine");
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => (index % 2 ? boards : elsewhere).change("ada", id, pin(`s${index}`))),
    );
    const board = await elsewhere.get("ada", id);
    expect(board).toMatchObject({ revision: 9 });
    expect(board?.tiles.map((tile) => tile.kind === "pin" && tile.surfaceId).sort()).toEqual(
      Array.from({ length: 8 }, (_, index) => `s${index}`),
    );
  });

  test("take over what was pinned before there were boards, once", async () => {
    const value = JSON.stringify([
      { sessionId: "ses_1", surfaceId: "a", width: 1 },
      { sessionId: "ses_1", surfaceId: "b", width: 3 },
    ]);
    const data = { ownerId: "ada", name: "pins", value, changedAt: "2026-01-01T00:00:00.000Z" };
    await opened.database.prisma.preference.create({ data });
    await Promise.all([boards.list("ada"), elsewhere.list("ada")]);
    const listed = await boards.list("ada");
    expect(listed.map(({ name, tiles }) => [name, tiles])).toEqual([["My board", 2]]);
    expect(await boards.list("bob")).toEqual([]);
  });

  test("tell of a person's runs by status and by day", async () => {
    const figures = await boards.figures("ada");
    expect(figures.byStatus).toEqual({});
    expect(figures.days).toHaveLength(30);
    expect(figures.days.at(-1)).toEqual({ day: "2026-01-31", runs: 0, tokens: 0, cost: 0 });
    await opened.database.sql.run(
      `INSERT INTO "Run" ("id","sessionId","ownerId","agent","agentVersion","status","open","priority","task","depth","queuedAt","turns","calls","inputTokens","cachedTokens","outputTokens","reasoningTokens","cost","activeMs") VALUES ('r1','s','ada','general',1,'done',false,'normal','t',0,'2026-01-30T23:59:59.000Z',1,0,100,0,20,0,0.5,10)`,
    );
    await opened.database.sql.run(
      `INSERT INTO "HourlyFigure" ("hour","ownerId","agent","model","tool","turns","turnErrors","calls","callErrors","runsDone","runsFailed","inputTokens","cachedTokens","outputTokens","reasoningTokens","cost","ratedUp","ratedDown") VALUES ('2026-01-30T23','ada','general','demo','',1,0,0,0,1,0,100,0,20,0,0.5,0,0)`,
    );
    // Another process reads for itself; this one's answer is a few seconds old at most.
    expect(await elsewhere.figures("ada")).toMatchObject({ byStatus: { done: 1 } });
    expect((await elsewhere.figures("ada")).days.at(-2)).toEqual({
      day: "2026-01-30",
      runs: 1,
      tokens: 120,
      cost: 0.5,
    });
    expect((await elsewhere.figures("bob")).byStatus).toEqual({});
  });
});
