import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import type { Recorded } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { summarizeRun, summarizeSession } from "../../lib/core/summary.ts";
import { flameOf } from "../../lib/runs/flame.ts";
import { Moments } from "../../lib/runs/moments.ts";
import { timelineOf } from "../../lib/runs/timeline.ts";
import { traceOf } from "../../lib/runs/trace.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { finished, opened, recorded } from "../core/facts.ts";
import { longSessions } from "../core/long-sessions.ts";
import { launchOptions } from "../e2e/browser.ts";
import { freePort } from "../support/free-port.ts";
import { startServerProcess } from "../support/server-process.ts";
import { median, percentile } from "./median.ts";
import { newPage } from "./new-page.ts";

export interface RunViewFigures {
  events: number;
  steps: number;
  traceMs: number;
  timelineMs: number;
  flameMs: number;
  firstSeekMs: number;
  seekMs: number;
  seekP95Ms: number;
  stepMs: number;
  /** Null where there is no browser. */
  seen: { paintedMs: number; wholeMs: number; framesPerSecond: number } | null;
  loadAverage: [number, number];
}

const size = 5_000;
const betweenEventsMs = 200;
const sessionId = "ses_long-run";
const runId = "r1";

/** One run of so many events: what its page reckons, and what a person sees of it. */
export async function measureRunViews(options: { quick: boolean; browser: boolean }): Promise<RunViewFigures> {
  const [before = 0] = loadavg();
  const log = longRun();
  const times = options.quick ? 20 : 100;
  const trace = traceOf(log, runId);
  if (!trace) throw new Error("There is no run.");
  const firstSeekMs = median(Array.from({ length: 5 }, () => timeOf(() => new Moments(log).at(log.length))));
  const moments = new Moments(log);
  moments.at(log.length);
  // Anywhere, but the same in each measurement.
  const places = Array.from({ length: times }, (_, n) => ((n * 2_654_435_761) % log.length) + 1);
  const seeks = places.map((place) => timeOf(() => moments.at(place)));
  moments.at(1_000);
  const following = Array.from({ length: times }, (_, n) => timeOf(() => moments.at(1_001 + n)));
  const figures = {
    events: log.length,
    steps: trace.steps.length,
    traceMs: median(Array.from({ length: times }, () => timeOf(() => traceOf(log, runId)))),
    timelineMs: median(Array.from({ length: times }, () => timeOf(() => timelineOf(trace)))),
    flameMs: median(Array.from({ length: times }, () => timeOf(() => flameOf(trace, "time")))),
    firstSeekMs,
    seekMs: median(seeks),
    seekP95Ms: percentile(seeks, 0.95),
    stepMs: median(following),
  };
  const seen = options.browser ? await seeIt(log) : null;
  const [after = 0] = loadavg();
  return { ...figures, seen, loadAverage: [before, after] };
}

function longRun(): Recorded[] {
  const facts = longSessions["one run that uses thousands of tools"]?.(size) ?? [];
  const begun = opened({ ownerId: "local", participants: ["local"] });
  const start = Date.parse("2026-01-01T00:00:00Z");
  return recorded([begun, ...facts.slice(1), finished(runId)]).map((event) => ({
    ...event,
    at: new Date(start + event.seq * betweenEventsMs).toISOString(),
  }));
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function seeIt(log: readonly Recorded[]): Promise<RunViewFigures["seen"]> {
  const folder = mkdtempSync(join(tmpdir(), "troupe-run-views-"));
  await write(folder, log);
  const variables = { DATA_DIR: folder, DATABASE_URL: "", REDIS_URL: "", DEFAULT_MODEL_PROVIDER: "demo" };
  const server = startServerProcess({ port: await freePort(), variables: { ...variables, LOG_LEVEL: "error" } });
  try {
    await server.answers("/ready");
    const browser = await chromium.launch(launchOptions);
    try {
      const openings: { paintedMs: number; wholeMs: number }[] = [];
      let framesPerSecond = Number.NaN;
      for (let time = 0; time < 4; time++) {
        const page = await newPage(browser);
        openings.push(await open(page, server.url));
        framesPerSecond = await scroll(page);
        await page.close();
      }
      // The first time the server has the page to compile, and the log to fold.
      const again = openings.slice(1);
      return {
        paintedMs: median(again.map((each) => each.paintedMs)),
        wholeMs: median(again.map((each) => each.wholeMs)),
        framesPerSecond,
      };
    } finally {
      await browser.close();
    }
  } finally {
    await server.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function open(page: Page, url: string): Promise<{ paintedMs: number; wholeMs: number }> {
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector("input[type=range]:enabled")) Reflect.set(window, "wholeMs", performance.now());
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(`${url}/runs/${runId}`);
  await page.waitForFunction(() => Reflect.get(window, "wholeMs") !== undefined);
  return page.evaluate(() => ({
    paintedMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    wholeMs: Reflect.get(window, "wholeMs") as number,
  }));
}

/** Frames a second while the wheel turns over the tree. */
async function scroll(page: Page): Promise<number> {
  await page.getByRole("treegrid").hover();
  await page.evaluate(() => {
    const frames: number[] = [];
    Reflect.set(window, "frameTimes", frames);
    const next = (now: number) => {
      frames.push(now);
      if (frames.length < 1_000) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  for (let turn = 0; turn < 60; turn++) {
    await page.mouse.wheel(0, turn < 30 ? 600 : -600);
    await page.waitForTimeout(20);
  }
  const frames = await page.evaluate(() => Reflect.get(window, "frameTimes") as number[]);
  return ((frames.length - 1) * 1_000) / ((frames.at(-1) ?? 0) - (frames[0] ?? 0));
}

async function write(folder: string, events: readonly Recorded[]): Promise<void> {
  const url = `file:${join(folder, "troupe.db")}`;
  await migrate(url, { backupFolder: folder });
  const database = await openDatabase(url);
  const log = new DatabaseLog(database.sql);
  const state = fold(events);
  const session = summarizeSession(sessionId, state);
  const runs = state.runs.map((run) => summarizeRun(sessionId, state.ownerId, run));
  await log.append({ sessionId, expected: 0, events: [...events], session, runs });
  await log.saveSnapshot(sessionId, state);
  await database.close();
}
