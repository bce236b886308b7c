import { lasted, type Passing, type Step, type Trace, type WaitFor } from "./step.ts";

/** From 0, where the run began, to 1, where the picture ends. */
interface Stretch {
  from: number;
  to: number;
}

export interface Bar extends Stretch {
  /** The first of `steps`. */
  step: Step;
  row: number;
  waits: (Stretch & { for: WaitFor })[];
  /** More than one where they stand so close that they are drawn as one. */
  steps: Step[];
}

export interface Lane {
  agent: string;
  rows: number;
  bars: Bar[];
}

export interface Arrow {
  passing: Passing;
  at: number;
  /** Places among the lanes. */
  from: number;
  to: number;
}

export interface Timeline {
  lanes: Lane[];
  arrows: Arrow[];
  /** Milliseconds from the left to the right. */
  span: number;
}

/** A lane for each agent, in the order in which they came; what overlaps stands in rows. `least` is what can be seen apart, `until` the time at the right. */
export function timelineOf(trace: Trace, { least = 0.001, until = trace.to } = {}): Timeline {
  const { steps, passings, from: start, to: end } = trace;
  const span = Math.max(1, until - start);
  const share = (at: number) => Math.min(1, Math.max(0, (at - start) / span));
  const lanes = new Map<string, { bars: Bar[]; ends: number[] }>();
  for (const step of inTime(steps)) {
    const lane = lanes.get(step.agent) ?? { bars: [], ends: [] };
    lanes.set(step.agent, lane);
    const stretch = stretchOf(step, end);
    if (!stretch || (step.kind === "run" && (stretch.to - stretch.from) / span < 4 * least)) continue;
    const from = share(stretch.from);
    const to = share(stretch.to);
    const waits = step.waits
      .map((wait) => ({ for: wait.for, from: share(wait.from), to: share(wait.to ?? end) }))
      .filter((wait) => wait.to - wait.from >= least);
    const before = lane.bars.at(-1);
    if (before && waits.length === 0 && joins(before, step, { from, to }, least)) {
      before.to = Math.max(before.to, to);
      before.steps.push(step);
      lane.ends[before.row] = before.to;
      continue;
    }
    const free = lane.ends.findIndex((ended) => ended <= from);
    const row = free < 0 ? lane.ends.length : free;
    lane.ends[row] = to;
    lane.bars.push({ step, row, from, to, waits, steps: [step] });
  }
  const agents = [...lanes.keys()];
  const agentOf = new Map(steps.filter(({ kind }) => kind === "run").map((run) => [run.id, run.agent]));
  const arrows = passings.flatMap((passing): Arrow[] => {
    const from = agents.indexOf(agentOf.get(passing.from) ?? "");
    const to = agents.indexOf(agentOf.get(passing.to) ?? "");
    return from < 0 || to < 0 || from === to ? [] : [{ passing, at: share(passing.at), from, to }];
  });
  return {
    lanes: agents.map((agent) => {
      const { bars = [], ends = [] } = lanes.get(agent) ?? {};
      return { agent, rows: Math.max(1, ends.length), bars };
    }),
    arrows,
    span,
  };
}

function inTime(steps: readonly Step[]): Step[] {
  return steps.toSorted((a, b) => a.from - b.from || a.seq - b.seq);
}

/** Of a run, only what it waited for is drawn: its work is what stands below it. */
function stretchOf(step: Step, end: number): Stretch | null {
  if (step.kind === "visit") return null;
  if (step.kind !== "run") return { from: step.from, to: step.from + lasted(step, end) };
  const [first] = step.waits;
  const last = step.waits.at(-1);
  return first && last ? { from: first.from, to: last.to ?? end } : null;
}

/** Too narrow to be told apart; a failure is not hidden among others. */
function joins(before: Bar, step: Step, { from, to }: Stretch, least: number): boolean {
  return (
    to - from < least &&
    before.to - before.from < least &&
    to - before.from < 2 * least &&
    (before.step.status === "failed") === (step.status === "failed")
  );
}

/** Places for about `wanted` marks at round numbers of milliseconds, the first at 0. */
export function ticksOf(span: number, wanted = 6): number[] {
  const raw = span / Math.max(1, wanted);
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, raw)));
  const step = ([1, 2, 5, 10].find((times) => times * unit >= raw) ?? 10) * unit;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, place) => place * step);
}
