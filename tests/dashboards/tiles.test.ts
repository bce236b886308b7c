import { describe, expect, test } from "vitest";
import { checkedTiles, withTile } from "../../lib/dashboards/change-dashboard.ts";
import { checkTile } from "../../lib/dashboards/check-tile.ts";
import type { Tile } from "../../lib/dashboards/dashboard.ts";
import { courseOf, exampleFigures, liveFigures, liveSources, nobody } from "../../lib/dashboards/live-figures.ts";
import { withCourses } from "../../lib/dashboards/with-courses.ts";
import { momentOf, type Operations, type Standing, withNext } from "../../lib/operations/operations.ts";
import { placeCalls } from "../../server/models/demo/place-rules.ts";

const bind = (pointer: string) => ({ $bind: pointer });
const metric = (value: unknown) => ({ type: "metric", label: "M", value });
const saysOf = (widgets: unknown[]) => {
  const checked = checkTile("T", widgets);
  return checked.ok ? null : checked.problems.map(({ path, message }) => `${path}: ${message}`).join("; ");
};

describe("a tile", () => {
  test("fits where its widgets do and its bindings name live figures of the right kind", () => {
    expect(saysOf([metric(bind("/data/queue/queued")), metric(3)])).toBeNull();
    expect(saysOf([metric(bind("/data/queue/nothing"))])).toMatch(/no live figure; there are .*\/data\/queue\/\{/);
    expect(saysOf([metric(bind("/run/cost"))])).toMatch(/no live figure/);
    expect(saysOf([metric(bind("/data/tools/rows"))])).toMatch(/^w1\.value: /);
    expect(saysOf([{ type: "nonsense" }])).toMatch(/must be one of/);
    expect(saysOf([{ type: "form", fields: [{ name: "a" }] }])).toMatch(/cannot stand on a board/);
    expect(saysOf([{ ...metric(1), buttons: [{ name: "go", label: "Go" }] }])).toMatch(/nobody is there/);
  });

  test("is asked of the demo in plain words for every source, and each answer fits", () => {
    const asked = ["spend by day", "runs by day", "runs by status as a pie", "runs as a table", "tool health"];
    const more = [
      "tools as a bar chart",
      "tokens per second",
      "agents",
      "models",
      "providers",
      "the queue",
      "approvals",
    ];
    for (const words of [...asked, ...more, "queue depth as a line"]) {
      const [call] = placeCalls(`${words}. For my board “Runs” (dsh_1).`);
      expect([words, call?.board]).toEqual([words, "dsh_1"]);
      expect([words, saysOf(call?.widgets as unknown[])]).toEqual([words, null]);
    }
    expect(placeCalls("The weather. For my board “Runs” (dsh_1).")).toEqual([]);
  });
});

describe("live figures", () => {
  const moment = (at: string, outputTokens: number): Operations => ({
    at,
    queue: { queued: 2, running: 1, oldestWaitMs: 1_500 },
    openTurns: 1,
    agents: [],
    models: [
      { name: "demo", turns: 3, errors: 1, p50Ms: 100, p95Ms: 250, inputTokens: 5, outputTokens, cost: 0.123456 },
    ],
    tools: [{ name: "calculate", calls: 4, errors: 1, p50Ms: 10, p95Ms: 20 }],
    providers: [{ provider: "demo", circuit: "closed", failures: 0, lastMs: 200, lastError: null }],
  });
  function standingAt(at: string, outputTokens: number): Standing {
    const now = moment(at, outputTokens);
    return { now, course: [momentOf(now)] };
  }
  const standing = withNext(standingAt("2026-01-31T10:00:00.000Z", 100), moment("2026-01-31T10:00:02.000Z", 150));
  const runs = {
    byStatus: { done: 3, failed: 1 },
    days: [{ day: "2026-01-31", runs: 4, tokens: 90, cost: 0.5 }],
    course: { waiting: [0, 2], runs: [3, 4] },
  };

  test("are what was counted and what was kept", () => {
    const figures = liveFigures(standing, runs, 2);
    expect(figures.queue).toMatchObject({ queued: 2, oldestWait: 1.5, times: ["10:00:00", "10:00:02"] });
    expect(figures.inbox).toEqual({ waiting: 2, waitingCourse: [0, 2] });
    expect(figures.tokens).toMatchObject({ perSecond: 25, course: [null, 25] });
    expect(figures.runs).toMatchObject({ total: 4, totalCourse: [3, 4], statuses: ["done", "failed"], counts: [3, 1] });
    expect(figures.days).toMatchObject({ today: 0.5, cost: [0.5] });
    expect(figures.queue).toMatchObject({ runningCourse: [1, 1], oldestWaitCourse: [1.5, 1.5] });
    expect(figures.tokens).toMatchObject({ written: 150, writtenCourse: [100, 150] });
    expect(figures.models).toMatchObject({ errorRateCourse: [25, 25] });
    expect(figures.tools).toMatchObject({
      errorRateCourse: [25, 25],
      errorRate: 25,
      rows: [["calculate", 4, 1, 0.01, 0.02]],
    });
    expect(figures.models).toMatchObject({ errorRate: 25, cost: [0.1235] });
  });

  test("have every field that is told of them, also before anything happened, and look like their examples", () => {
    const kind = (value: unknown) => (Array.isArray(value) ? "list" : typeof value);
    for (const figures of [liveFigures(standing, runs, 2), liveFigures(null, nobody, 0)])
      for (const [source, fields] of Object.entries(liveSources))
        for (const field of Object.keys(fields)) {
          const value = (figures as Record<string, Record<string, unknown>>)[source]?.[field];
          expect([source, field, kind(value)]).toEqual([source, field, kind(exampleFigures()[source]?.[field])]);
        }
  });
});

describe("a number that is bound to a live figure", () => {
  const surfaceOf = (widgets: unknown[]) => {
    const checked = checkTile("T", widgets);
    if (!checked.ok) throw new Error("It does not fit.");
    return withCourses(checked.surface);
  };
  const trendOf = (widget: object) => surfaceOf([{ ...widget, id: "m" }]).nodes.m?.trend;

  test("is drawn with its course, unless its author said otherwise", () => {
    expect(trendOf(metric(bind("/data/queue/running")))).toEqual(bind("/data/queue/runningCourse"));
    expect(trendOf(metric(bind("/data/days/today")))).toEqual(bind("/data/days/cost"));
    expect(trendOf({ ...metric(bind("/data/queue/running")), trend: [1, 2] })).toEqual([1, 2]);
    expect(trendOf(metric(3))).toBeUndefined();
    expect(trendOf({ type: "progress", label: "P", value: bind("/data/queue/running") })).toBeUndefined();
  });

  test("has a course that is told of beside it, a list of numbers, for each figure that names one", () => {
    const named = Object.entries(liveSources).flatMap(([source, fields]) =>
      Object.keys(fields).flatMap((name) => courseOf(`/data/${source}/${name}`) ?? []),
    );
    expect(named.length).toBeGreaterThan(6);
    for (const pointer of named)
      expect([pointer, saysOf([{ ...metric(3), trend: bind(pointer) }])]).toEqual([pointer, null]);
  });
});

describe("tiles of a board", () => {
  const pin = (surfaceId: string) => ({ kind: "pin" as const, sessionId: "ses_1", surfaceId });

  test("are added where there is room, and a pin once", () => {
    const one = withTile([], pin("a"), "t1");
    expect(withTile(one, pin("a"), "t2")).toEqual(one);
    const two = withTile(one, pin("b"), "t2");
    expect(two.map(({ place }) => [place.x, place.y])).toEqual([
      [0, 0],
      [6, 0],
    ]);
  });

  test("are refused where they do not fit, by name", () => {
    const place = { x: 0, y: 0, w: 4, h: 4 };
    const wrong: Tile = { kind: "widget", id: "t", place, title: "Odd", widgets: [{ type: "nonsense" }] };
    expect(() => checkedTiles([wrong])).toThrow(/“Odd” does not fit/);
    const twice: Tile[] = [
      { ...pin("a"), id: "t", place },
      { ...pin("b"), id: "t", place },
    ];
    expect(() => checkedTiles(twice)).toThrow(/same id/);
    const many = Array.from({ length: 41 }, (_, index): Tile => ({ ...pin(`s${index}`), id: `t${index}`, place }));
    expect(() => checkedTiles(many)).toThrow(/at most 40/);
  });
});
