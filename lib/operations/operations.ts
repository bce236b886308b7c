/** How the process that serves a board stands at one moment. All of it was counted as things happened; nothing is read for it. */
export interface Operations {
  at: string;
  queue: { queued: number; running: number; oldestWaitMs: number };
  /** Model calls being streamed. */
  openTurns: number;
  agents: GroupFigures[];
  models: GroupFigures[];
  tools: { name: string; calls: number; errors: number; p50Ms: number | null; p95Ms: number | null }[];
  providers: {
    provider: string;
    circuit: "closed" | "open" | "half-open";
    failures: number;
    lastMs: number | null;
    lastError: string | null;
  }[];
}

export interface GroupFigures {
  name: string;
  turns: number;
  errors: number;
  p50Ms: number | null;
  p95Ms: number | null;
  inputTokens: number;
  outputTokens: number;
  cost: number;
}

/** The same moment in a few numbers, of which courses are drawn. What is counted is counted since the process began. */
export interface Moment {
  at: string;
  running: number;
  queued: number;
  oldestWaitMs: number;
  openTurns: number;
  turns: number;
  turnErrors: number;
  outputTokens: number;
  cost: number;
  calls: number;
  callErrors: number;
}

/** How the process stands, and how it stood each second before; the last moment is now. */
export interface Standing {
  now: Operations;
  course: readonly Moment[];
}

/** Every second one is kept: the last minutes. */
export const mostMoments = 180;

export function momentOf({ at, queue, openTurns, models, tools }: Operations): Moment {
  const total = <T>(of: readonly T[], value: (each: T) => number) => of.reduce((sum, each) => sum + value(each), 0);
  return {
    at,
    running: queue.running,
    queued: queue.queued,
    oldestWaitMs: queue.queued > 0 ? queue.oldestWaitMs : 0,
    openTurns,
    turns: total(models, ({ turns }) => turns),
    turnErrors: total(models, ({ errors }) => errors),
    outputTokens: total(models, ({ outputTokens }) => outputTokens),
    cost: total(models, ({ cost }) => cost),
    calls: total(tools, ({ calls }) => calls),
    callErrors: total(tools, ({ errors }) => errors),
  };
}

/** With what the server said next. It says the last moment again to whoever comes anew. */
export function withNext({ course }: Standing, now: Operations): Standing {
  const last = course.at(-1);
  if (last && now.at <= last.at) return { now, course };
  return { now, course: [...course, momentOf(now)].slice(-mostMoments) };
}
