import { tokensPerSecond } from "../operations/board.ts";
import type { Standing } from "../operations/operations.ts";

/** What a person's runs came to, from the database; the rest of the live figures is counted in memory as things happen. */
export interface RunFigures {
  byStatus: Record<string, number>;
  /** The last days, oldest first, each of them there. */
  days: { day: string; runs: number; tokens: number; cost: number }[];
}

export const nothingRun: RunFigures = { byStatus: {}, days: [] };

/** How they went each second of the last minutes. */
export interface PersonCourse {
  waiting: number[];
  runs: number[];
}

/** What the server tells of a person's own figures. */
export interface PersonFigures extends RunFigures {
  course: PersonCourse;
}

export const nobody: PersonFigures = { ...nothingRun, course: { waiting: [], runs: [] } };

interface Field {
  /** What it looks like: a binding to it is checked with this. */
  example: unknown;
  /** The field beside it that says how it went. */
  course?: string;
}

const number = (course: string, example = 3): Field => ({ example, course });
const numbers: Field = { example: [1, null, 3] };
const words: Field = { example: ["a", "b", "c"] };
const rows = (row: unknown[]): Field => ({ example: [row] });

/** What widgets on a board may be bound to: `{"$bind": "/data/queue/queued"}`. Each is live; `figure-words.ts` says what it tells. */
export const liveSources = {
  queue: {
    running: number("runningCourse"),
    queued: number("queuedCourse"),
    oldestWait: number("oldestWaitCourse"),
    times: words,
    runningCourse: numbers,
    queuedCourse: numbers,
    oldestWaitCourse: numbers,
  },
  tokens: {
    perSecond: number("course"),
    written: number("writtenCourse"),
    times: words,
    course: numbers,
    writtenCourse: numbers,
  },
  runs: {
    total: number("totalCourse"),
    totalCourse: numbers,
    statuses: words,
    counts: numbers,
    rows: rows(["done", 3]),
  },
  days: {
    days: words,
    runs: numbers,
    tokens: numbers,
    cost: numbers,
    today: number("cost", 0.25),
    rows: rows(["2026-01-31", 3, 1200, 0.02]),
  },
  tools: {
    names: words,
    calls: numbers,
    failed: numbers,
    errorRate: number("errorRateCourse"),
    errorRateCourse: numbers,
    rows: rows(["calculate", 3, 0, 0.1, 0.2]),
  },
  agents: {
    names: words,
    turns: numbers,
    slow: numbers,
    rows: rows(["general", 3, 0, 0.1, 0.2, 900]),
  },
  models: {
    names: words,
    turns: numbers,
    slow: numbers,
    cost: numbers,
    errorRate: number("errorRateCourse"),
    errorRateCourse: numbers,
    rows: rows(["demo", 3, 0, 0.1, 0.2, 0]),
  },
  inbox: {
    waiting: number("waitingCourse"),
    waitingCourse: numbers,
  },
  providers: {
    rows: rows(["demo", "closed", 0, 0.2]),
  },
} as const satisfies Record<string, Record<string, Field>>;

export type LiveSource = keyof typeof liveSources;
export type LiveData = { [S in LiveSource]: Record<keyof (typeof liveSources)[S], unknown> };

/** The examples, in the form of the figures. */
export function exampleFigures(): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(liveSources).map(([source, fields]) => [
      source,
      Object.fromEntries(Object.entries(fields).map(([name, { example }]) => [name, example])),
    ]),
  );
}

/** Where the course of a figure stands: `/data/queue/runningCourse` for `/data/queue/running`; null where none is kept. */
export function courseOf(pointer: string): string | null {
  const [, , source = "", name = ""] = pointer.split("/");
  if (!Object.hasOwn(liveSources, source)) return null;
  const fields: Record<string, Field> = liveSources[source as LiveSource];
  const course = Object.hasOwn(fields, name) ? fields[name]?.course : undefined;
  return course === undefined ? null : `/data/${source}/${course}`;
}

/** As it stands now; before the server has said anything, nothing. */
export function liveFigures(standing: Standing | null, figures: PersonFigures, waiting: number): LiveData {
  const { now, course = [] } = standing ?? {};
  const times = course.map(({ at }) => at.slice(11, 19));
  const perSecond = tokensPerSecond(course);
  const last = course.at(-1);
  const { tools = [], agents = [], models = [], providers = [] } = now ?? {};
  const days = figures.days.slice(-14);
  return {
    queue: {
      running: last?.running ?? 0,
      queued: last?.queued ?? 0,
      oldestWait: seconds(last?.oldestWaitMs ?? 0),
      times,
      runningCourse: course.map(({ running }) => running),
      queuedCourse: course.map(({ queued }) => queued),
      oldestWaitCourse: course.map(({ oldestWaitMs }) => seconds(oldestWaitMs)),
    },
    tokens: {
      perSecond: perSecond.at(-1) ?? 0,
      written: last?.outputTokens ?? 0,
      times,
      course: perSecond,
      writtenCourse: course.map(({ outputTokens }) => outputTokens),
    },
    runs: {
      total: sum(Object.values(figures.byStatus)),
      totalCourse: figures.course.runs,
      statuses: Object.keys(figures.byStatus),
      counts: Object.values(figures.byStatus),
      rows: Object.entries(figures.byStatus),
    },
    days: {
      days: days.map(({ day }) => day.slice(5)),
      runs: days.map(({ runs }) => runs),
      tokens: days.map(({ tokens }) => tokens),
      cost: days.map(({ cost }) => dollars(cost)),
      today: dollars(days.at(-1)?.cost ?? 0),
      rows: days.map(({ day, runs, tokens, cost }) => [day, runs, tokens, dollars(cost)]),
    },
    tools: {
      names: tools.map(({ name }) => name),
      calls: tools.map(({ calls }) => calls),
      failed: tools.map(({ errors }) => errors),
      errorRate: percent(last?.callErrors ?? 0, last?.calls ?? 0),
      errorRateCourse: course.map(({ calls, callErrors }) => percent(callErrors, calls)),
      rows: tools.map(({ name, calls, errors, p50Ms, p95Ms }) => [name, calls, errors, seconds(p50Ms), seconds(p95Ms)]),
    },
    agents: {
      names: agents.map(({ name }) => name),
      turns: agents.map(({ turns }) => turns),
      slow: agents.map(({ p95Ms }) => seconds(p95Ms)),
      rows: agents.map(({ name, turns, errors, p50Ms, p95Ms, inputTokens, outputTokens }) => [
        name,
        turns,
        errors,
        seconds(p50Ms),
        seconds(p95Ms),
        inputTokens + outputTokens,
      ]),
    },
    models: {
      names: models.map(({ name }) => name),
      turns: models.map(({ turns }) => turns),
      slow: models.map(({ p95Ms }) => seconds(p95Ms)),
      cost: models.map(({ cost }) => dollars(cost)),
      errorRate: percent(last?.turnErrors ?? 0, last ? last.turns + last.turnErrors : 0),
      errorRateCourse: course.map(({ turns, turnErrors }) => percent(turnErrors, turns + turnErrors)),
      rows: models.map(({ name, turns, errors, p50Ms, p95Ms, cost }) => [
        name,
        turns,
        errors,
        seconds(p50Ms),
        seconds(p95Ms),
        dollars(cost),
      ]),
    },
    inbox: { waiting, waitingCourse: figures.course.waiting },
    providers: {
      rows: providers.map(({ provider, circuit, failures, lastMs }) => [provider, circuit, failures, seconds(lastMs)]),
    },
  };
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 10) / 100;
}

function dollars(cost: number): number {
  return Math.round(cost * 10_000) / 10_000;
}

function percent(part: number, whole: number): number {
  return whole > 0 ? Math.round((1000 * part) / whole) / 10 : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
