import { errorRate, type FigureGroup } from "./figures.ts";
import { percentile } from "./latency.ts";

export const subjectKinds = ["agent", "model", "tool"] as const;
export type SubjectKind = (typeof subjectKinds)[number];
export const measures = ["latency", "errors", "tokens", "cost"] as const;
export type Measure = (typeof measures)[number];

/** Something that was otherwise than usual within an hour, and why it is said. */
export interface Anomaly {
  /** The same for as long as it is the same. */
  id: string;
  kind: SubjectKind;
  name: string;
  measure: Measure;
  /** `2026-01-31T09`, as UTC has it. */
  hour: string;
  /** Milliseconds, a share from 0 to 1, tokens of a turn, or dollars of a turn. */
  value: number;
  /** The median of the hours before, and how far they usually are from it. */
  usual: number;
  spread: number;
  /** Above this it is worth a word. */
  limit: number;
  hours: number;
  /** How many turns or calls of that hour it was worked out from. */
  of: number;
}

/** Fewer in an hour say nothing. */
const leastInHour = 5;
/** Fewer hours are no habit. */
const leastHours = 6;
/** So many times the usual distance is not usual. */
const tooFar = 4;
/** What a MAD is multiplied with to be a standard deviation, where values lie as a bell. */
const madScale = 1.4826;

/** However steady something was, less of a difference than this is not worth a word: a share of the median, and so much. */
const floors: Record<Measure, { share: number; least: number }> = {
  latency: { share: 0.25, least: 50 },
  errors: { share: 0.25, least: 0.05 },
  tokens: { share: 0.25, least: 50 },
  cost: { share: 0.25, least: 0.0005 },
};

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** The median, and the median distance from it as a standard deviation: a few wild values change neither. */
export function baselineOf(values: readonly number[]): { usual: number; spread: number } | null {
  const usual = median(values);
  if (usual === null) return null;
  const distance = median(values.map((value) => Math.abs(value - usual))) ?? 0;
  return { usual, spread: distance * madScale };
}

/**
 * What was far above the usual in `hour`, by the hours before it. `groups` are the figures by hour and name of one kind;
 * the farthest from the usual first.
 */
export function findAnomalies(kind: SubjectKind, groups: readonly FigureGroup[], hour: string): Anomaly[] {
  const byName = new Map<string, FigureGroup[]>();
  for (const group of groups) byName.set(group.name, [...(byName.get(group.name) ?? []), group]);
  const found: { anomaly: Anomaly; far: number }[] = [];
  for (const [name, groupsOf] of byName) {
    const now = groupsOf.find((group) => group.hour === hour);
    if (!now || sizeOf(kind, now) < leastInHour) continue;
    const before = groupsOf.filter(
      (group) => group.hour !== null && group.hour < hour && sizeOf(kind, group) >= leastInHour,
    );
    if (before.length < leastHours) continue;
    for (const measure of measures) {
      const value = measuredIn(kind, measure, now);
      const baseline = baselineOf(before.flatMap((group) => measuredIn(kind, measure, group) ?? []));
      if (value === null || !baseline) continue;
      const { usual, spread } = baseline;
      const floor = floors[measure];
      const distance = Math.max(spread, usual * floor.share, floor.least);
      const limit = usual + tooFar * distance;
      if (value <= limit) continue;
      const far = (value - usual) / distance;
      const id = `${kind}:${name}:${measure}:${hour}`;
      const of = sizeOf(kind, now);
      const hours = before.length;
      found.push({ far, anomaly: { id, kind, name, measure, hour, value, usual, spread, limit, hours, of } });
    }
  }
  return found.sort((a, b) => b.far - a.far).map(({ anomaly }) => anomaly);
}

/** How many turns or calls ended. */
function sizeOf(kind: SubjectKind, { figures }: FigureGroup): number {
  return kind === "tool" ? figures.calls + figures.callErrors : figures.turns + figures.turnErrors;
}

function measuredIn(kind: SubjectKind, measure: Measure, { figures, latencies }: FigureGroup): number | null {
  const { turns, turnErrors, calls, callErrors, inputTokens, outputTokens, cost } = figures;
  switch (measure) {
    case "latency":
      return percentile(latencies, 0.95);
    case "errors":
      return kind === "tool" ? errorRate(callErrors, calls) : errorRate(turnErrors, turns);
    case "tokens":
      return kind === "tool" || turns === 0 ? null : (inputTokens + outputTokens) / turns;
    case "cost":
      return kind === "tool" || turns === 0 ? null : cost / turns;
  }
}
