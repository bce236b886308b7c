import type { LiveSource, liveSources } from "./live-figures.ts";

type Words = { [S in LiveSource]: { says: string; fields: Record<keyof (typeof liveSources)[S], string> } };

/** What each live figure tells, for people and models: apart from the figures, because a board is drawn without it. */
export const figureWords: Words = {
  queue: {
    says: "the queue of runs, now and over the last three minutes",
    fields: {
      running: "runs under way",
      queued: "runs that wait",
      oldestWait: "seconds that the oldest waits",
      times: "the moments, for x",
      runningCourse: "runs under way at each moment",
      queuedCourse: "runs that waited at each moment",
      oldestWaitCourse: "seconds that the oldest had waited at each moment",
    },
  },
  tokens: {
    says: "tokens that models write",
    fields: {
      perSecond: "now",
      written: "since the server began",
      times: "the moments of the last three minutes, for x",
      course: "tokens per second at each moment",
      writtenCourse: "tokens that had been written at each moment",
    },
  },
  runs: {
    says: "your runs by status, of all time",
    fields: {
      total: "all of them",
      totalCourse: "all of them at each moment of the last three minutes",
      statuses: "the statuses, for x",
      counts: "how many of each status",
      rows: "rows: status, runs",
    },
  },
  days: {
    says: "your runs that ended and what was spent, day by day, over 14 days",
    fields: {
      days: "month and day, for x",
      runs: "runs that ended on each day",
      tokens: "tokens of each day",
      cost: "dollars of each day",
      today: "dollars today",
      rows: "rows: day, runs, tokens, dollars",
    },
  },
  tools: {
    says: "how tools do, since the server began",
    fields: {
      names: "the tools, for x",
      calls: "calls of each",
      failed: "failed calls of each",
      errorRate: "percent of all calls that failed",
      errorRateCourse: "the same at each moment of the last three minutes",
      rows: "rows: tool, calls, failed, p50 seconds, p95 seconds",
    },
  },
  agents: {
    says: "how agents do, since the server began",
    fields: {
      names: "the agents, for x",
      turns: "turns of each",
      slow: "p95 seconds of each",
      rows: "rows: agent, turns, failed, p50 seconds, p95 seconds, tokens",
    },
  },
  models: {
    says: "how models do, since the server began",
    fields: {
      names: "the models, for x",
      turns: "turns of each",
      slow: "p95 seconds of each",
      cost: "dollars of each",
      errorRate: "percent of all turns that failed",
      errorRateCourse: "the same at each moment of the last three minutes",
      rows: "rows: model, turns, failed, p50 seconds, p95 seconds, dollars",
    },
  },
  inbox: {
    says: "what waits for you",
    fields: {
      waiting: "approvals and questions that wait for you",
      waitingCourse: "the same at each moment of the last three minutes",
    },
  },
  providers: {
    says: "where models come from, and whether they answer",
    fields: {
      rows: "rows: provider, breaker, failures, seconds of the last answer",
    },
  },
};

/** What a model or a person is told of them. */
export function figuresPrompt(): string {
  return Object.entries(figureWords)
    .map(([source, { says, fields }]) => {
      const named = Object.entries(fields).map(([name, each]) => `/data/${source}/${name} (${each})`);
      return `${source}, ${says}: ${named.join(", ")}`;
    })
    .join("\n");
}
