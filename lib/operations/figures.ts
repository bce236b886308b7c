import type { Latencies } from "./latency.ts";

/** What was done, added up. */
export const figureNames = [
  "turns",
  "turnErrors",
  "calls",
  "callErrors",
  "runsDone",
  "runsFailed",
  "inputTokens",
  "cachedTokens",
  "outputTokens",
  "reasoningTokens",
  "cost",
  "ratedUp",
  "ratedDown",
] as const;
export type FigureName = (typeof figureNames)[number];
export type Figures = Record<FigureName, number>;

/**
 * Where it is counted. A turn has a model and no tool, a call a tool and no model; a run has neither, and a rating the model
 * that wrote what was rated, where that is known. `hour` is `2026-01-31T09`, as UTC has it.
 */
export interface FigureKey {
  hour: string;
  ownerId: string;
  agent: string;
  model: string;
  tool: string;
}

export interface FigureRow {
  key: FigureKey;
  /** Whose figures they are; null where they are nobody's. */
  runId: string | null;
  figures: Figures;
  latencies: Latencies;
}

/** The rows of one name, added up: of an agent, a model, a tool, an owner, an hour or a day. */
export interface FigureGroup {
  name: string;
  /** Where it is asked for: which hour of it. */
  hour: string | null;
  figures: Figures;
  /** Of turns; of calls where it is grouped by tool. */
  latencies: Latencies;
}

export function noFigures(): Figures {
  return Object.fromEntries(figureNames.map((name) => [name, 0])) as Figures;
}

export function hourOf(at: string): string {
  return at.slice(0, 13);
}

/** Of turns that ended, how many failed; null where none did either. */
export function errorRate(errors: number, good: number): number | null {
  return errors + good === 0 ? null : errors / (errors + good);
}
