import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { DatabaseFigures } from "../../server/log/database-figures.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import type { FigureDimension } from "../../server/ports/figures.ts";
import {
  finished,
  opened,
  posted,
  queued,
  toolFinished,
  toolStarted,
  turnCompleted,
  turnStarted,
} from "../core/facts.ts";
import { median } from "./median.ts";

export interface AnalyticsFigures {
  days: number;
  /** Of a little history and of ten times as much in the same hours: how many events, and what they take to add and to read. */
  histories: { events: number; eventsPerSecond: number; readMs: number; watchMs: number }[];
  loadAverage: [number, number];
}

const hourMs = 3_600_000;
const agents = 10;
const first = Date.UTC(2026, 0, 1);
const dimensions: readonly FigureDimension[] = ["day", "agent", "model", "tool", "owner"];

/** What it takes to add up turns and calls behind the log, and to read them for the page, whatever was done in the hours. */
export async function measureAnalytics({ quick }: { quick: boolean }): Promise<AnalyticsFigures> {
  const [before = 0] = loadavg();
  const days = quick ? 3 : 30;
  const histories: AnalyticsFigures["histories"] = [];
  for (const turns of [1, 10]) histories.push(await measureHistory(days, turns));
  return { days, histories, loadAverage: [before, loadavg()[0] ?? 0] };
}

async function measureHistory(days: number, turns: number): Promise<AnalyticsFigures["histories"][number]> {
  const folder = mkdtempSync(join(tmpdir(), "troupe-analytics-"));
  await migrate(`file:${join(folder, "log.db")}`, { backupFolder: folder });
  const database = await openDatabase(`file:${join(folder, "log.db")}`);
  try {
    const figures = new DatabaseFigures(database.sql, new DatabaseLog(database.sql));
    await figures.catchUp();
    let events = 0;
    let ms = 0;
    for (let hour = 0; hour < days * 24; hour++) {
      const sessions = Array.from({ length: agents }, (_, agent) => talk(hour, agent, turns));
      const states = sessions.map((log) => fold(log));
      const startedAt = performance.now();
      for (const [agent, log] of sessions.entries())
        figures.note(`ses_${hour}_${agent}`, states[agent] as (typeof states)[number], log);
      await figures.keepUp();
      ms += performance.now() - startedAt;
      events += sessions.reduce((sum, log) => sum + log.length, 0);
    }
    const hours = { since: hourAt(0), until: hourAt(days * 24) };
    const week = { since: hourAt(Math.max(0, days - 7) * 24), until: hourAt(days * 24) };
    const readMs = await timeOf(() => Promise.all(dimensions.map((by) => figures.groups({ by, ...hours }))));
    const watchMs = await timeOf(() =>
      Promise.all((["agent", "model", "tool"] as const).map((by) => figures.groups({ by, hourly: true, ...week }))),
    );
    return { events, eventsPerSecond: (events / ms) * 1000, readMs, watchMs };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < 7; time++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

function hourAt(hour: number): string {
  return new Date(first + hour * hourMs).toISOString().slice(0, 13);
}

function talk(hour: number, agent: number, turns: number): Recorded[] {
  const name = `agent-${agent}`;
  const events: SessionEvent[] = [opened({ agent: name }), posted("m1"), queued("r1", { agent: name, replyTo: "m1" })];
  for (let turn = 0; turn < turns; turn++) {
    const id = `t${turn}`;
    const call = { callId: `c${turn}`, tool: `tool-${agent}` };
    const message = { id: `${id}-message`, content: "Hello", author: { kind: "agent" as const, id: name } };
    const ms = 100 + ((hour * 7 + turn * 13) % 400);
    events.push(turnStarted("r1", id));
    events.push(turnCompleted("r1", id, "Hello", [call], { message, ms, model: `demo/model-${agent % 3}` }));
    events.push(toolStarted("r1", call.callId), toolFinished("r1", call.callId));
  }
  events.push(finished("r1"));
  const at = new Date(first + hour * hourMs).toISOString();
  return events.map((event, index) => ({ ...event, seq: index + 1, at }) as Recorded);
}
