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
  says: string;
  /** What it looks like: a binding to it is checked with this. */
  example: unknown;
  /** The field beside it that says how it went. */
  course?: string;
}

const number = (says: string, course: string, example = 3): Field => ({ says, example, course });
const numbers = (says: string): Field => ({ says, example: [1, null, 3] });
const words = (says: string): Field => ({ says, example: ["a", "b", "c"] });
const rows = (says: string, row: unknown[]): Field => ({ says: `rows: ${says}`, example: [row] });

/** What widgets on a board may be bound to: `{"$bind": "/data/queue/queued"}`. Each is live. */
export const liveSources = {
  queue: {
    says: "the queue of runs, now and over the last three minutes",
    fields: {
      running: number("runs under way", "runningCourse"),
      queued: number("runs that wait", "queuedCourse"),
      oldestWait: number("seconds that the oldest waits", "oldestWaitCourse"),
      times: words("the moments, for x"),
      runningCourse: numbers("runs under way at each moment"),
      queuedCourse: numbers("runs that waited at each moment"),
      oldestWaitCourse: numbers("seconds that the oldest had waited at each moment"),
    },
  },
  tokens: {
    says: "tokens that models write",
    fields: {
      perSecond: number("now", "course"),
      written: number("since the server began", "writtenCourse"),
      times: words("the moments of the last three minutes, for x"),
      course: numbers("tokens per second at each moment"),
      writtenCourse: numbers("tokens that had been written at each moment"),
    },
  },
  runs: {
    says: "your runs by status, of all time",
    fields: {
      total: number("all of them", "totalCourse"),
      totalCourse: numbers("all of them at each moment of the last three minutes"),
      statuses: words("the statuses, for x"),
      counts: numbers("how many of each status"),
      rows: rows("status, runs", ["done", 3]),
    },
  },
  days: {
    says: "your runs that ended and what was spent, day by day, over 14 days",
    fields: {
      days: words("month and day, for x"),
      runs: numbers("runs that ended on each day"),
      tokens: numbers("tokens of each day"),
      cost: numbers("dollars of each day"),
      today: number("dollars today", "cost", 0.25),
      rows: rows("day, runs, tokens, dollars", ["2026-01-31", 3, 1200, 0.02]),
    },
  },
  tools: {
    says: "how tools do, since the server began",
    fields: {
      names: words("the tools, for x"),
      calls: numbers("calls of each"),
      failed: numbers("failed calls of each"),
      errorRate: number("percent of all calls that failed", "errorRateCourse"),
      errorRateCourse: numbers("the same at each moment of the last three minutes"),
      rows: rows("tool, calls, failed, p50 seconds, p95 seconds", ["calculate", 3, 0, 0.1, 0.2]),
    },
  },
  agents: {
    says: "how agents do, since the server began",
    fields: {
      names: words("the agents, for x"),
      turns: numbers("turns of each"),
      slow: numbers("p95 seconds of each"),
      rows: rows("agent, turns, failed, p50 seconds, p95 seconds, tokens", ["general", 3, 0, 0.1, 0.2, 900]),
    },
  },
  models: {
    says: "how models do, since the server began",
    fields: {
      names: words("the models, for x"),
      turns: numbers("turns of each"),
      slow: numbers("p95 seconds of each"),
      cost: numbers("dollars of each"),
      errorRate: number("percent of all turns that failed", "errorRateCourse"),
      errorRateCourse: numbers("the same at each moment of the last three minutes"),
      rows: rows("model, turns, failed, p50 seconds, p95 seconds, dollars", ["demo", 3, 0, 0.1, 0.2, 0]),
    },
  },
  inbox: {
    says: "what waits for you",
    fields: {
      waiting: number("approvals and questions that wait for you", "waitingCourse"),
      waitingCourse: numbers("the same at each moment of the last three minutes"),
    },
  },
  providers: {
    says: "where models come from, and whether they answer",
    fields: {
      rows: rows("provider, breaker, failures, seconds of the last answer", ["demo", "closed", 0, 0.2]),
    },
  },
} as const satisfies Record<string, { says: string; fields: Record<string, Field> }>;

export type LiveSource = keyof typeof liveSources;
export type LiveData = { [S in LiveSource]: Record<keyof (typeof liveSources)[S]["fields"], unknown> };

/** The examples, in the form of the figures. */
export function exampleFigures(): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(liveSources).map(([source, { fields }]) => [
      source,
      Object.fromEntries(Object.entries(fields).map(([name, { example }]) => [name, example])),
    ]),
  );
}

/** Where the course of a figure stands: `/data/queue/runningCourse` for `/data/queue/running`; null where none is kept. */
export function courseOf(pointer: string): string | null {
  const [, , source = "", name = ""] = pointer.split("/");
  if (!Object.hasOwn(liveSources, source)) return null;
  const fields: Record<string, Field> = liveSources[source as LiveSource].fields;
  const course = Object.hasOwn(fields, name) ? fields[name]?.course : undefined;
  return course === undefined ? null : `/data/${source}/${course}`;
}

/** What a model or a person is told of them. */
export function figuresPrompt(): string {
  return Object.entries(liveSources)
    .map(([source, { says, fields }]) => {
      const named = Object.entries<Field>(fields).map(([name, each]) => `/data/${source}/${name} (${each.says})`);
      return `${source}, ${says}: ${named.join(", ")}`;
    })
    .join("\n");
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
