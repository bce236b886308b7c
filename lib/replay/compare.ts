import { canonical } from "../core/canonical.ts";
import { addUsage, noUsage, type Usage } from "../core/model.ts";
import { type Run, type RunStatus, runStatus } from "../core/state.ts";
import type { Act } from "./acts.ts";

/** What two acts that stand beside each other may differ in. */
export type Difference = "agent" | "given" | "said" | "failed";

export type Row =
  | { is: "same"; a: Act; b: Act }
  | { is: "changed"; a: Act; b: Act; differs: Difference[] }
  | { is: "only-a"; a: Act; b: null }
  | { is: "only-b"; a: null; b: Act };

export interface Comparison {
  rows: Row[];
  /** Place of the first row in which they went apart; null where they did the same. */
  first: number | null;
}

/** Beyond this many comparisons, what stands at the same place is taken for the same step. */
const mostComparisons = 4_000_000;

/**
 * Which step of one run is which of the other: in order, as many as possible, and of the possible ones those that are
 * alike. Models, times, prices and ids make no step another one.
 */
export function compareActs(a: readonly Act[], b: readonly Act[]): Comparison {
  let start = 0;
  while (start < a.length && start < b.length && isSame(a[start] as Act, b[start] as Act)) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && isSame(a[a.length - 1 - end] as Act, b[b.length - 1 - end] as Act)) end++;
  const rows = [
    ...beside(a.slice(0, start), b.slice(0, start)),
    ...aligned(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...beside(a.slice(a.length - end), b.slice(b.length - end)),
  ];
  const first = rows.findIndex((row) => row.is !== "same");
  return { rows, first: first < 0 ? null : first };
}

function beside(a: readonly Act[], b: readonly Act[]): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left && right && mayPair(left, right)) rows.push(rowOf(left, right));
    else {
      if (left) rows.push({ is: "only-a", a: left, b: null });
      if (right) rows.push({ is: "only-b", a: null, b: right });
    }
  }
  return rows;
}

function aligned(a: readonly Act[], b: readonly Act[]): Row[] {
  if (a.length * b.length > mostComparisons) return beside(a, b);
  const width = b.length + 1;
  // The best that can be made of what stands from here on.
  const best = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  const worth = (i: number, j: number) => worthOf(a[i] as Act, b[j] as Act);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const pair = worth(i, j);
      const paired = pair > 0 ? pair + at(i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const pair = worth(i, j);
    if (pair > 0 && at(i, j) === pair + at(i + 1, j + 1)) rows.push(rowOf(a[i++] as Act, b[j++] as Act));
    else if (at(i + 1, j) >= at(i, j + 1)) rows.push({ is: "only-a", a: a[i++] as Act, b: null });
    else rows.push({ is: "only-b", a: null, b: b[j++] as Act });
  }
  return [...rows, ...beside(a.slice(i), b.slice(j))];
}

/** 0 where one cannot stand for the other. A step that is the same is worth more than one that has changed. */
function worthOf(a: Act, b: Act): number {
  if (!mayPair(a, b)) return 0;
  return 1 + (4 - differencesOf(a, b).length);
}

function mayPair(a: Act, b: Act): boolean {
  return a.kind === b.kind && a.depth === b.depth && (a.kind === "turn" || a.name === b.name);
}

function isSame(a: Act, b: Act): boolean {
  return mayPair(a, b) && differencesOf(a, b).length === 0;
}

function differencesOf(a: Act, b: Act): Difference[] {
  const differs: Difference[] = [];
  if (a.agent !== b.agent) differs.push("agent");
  if (canonical(a.given) !== canonical(b.given)) differs.push("given");
  if (a.said !== b.said) differs.push("said");
  if (a.failed !== b.failed) differs.push("failed");
  return differs;
}

function rowOf(a: Act, b: Act): Row {
  const differs = differencesOf(a, b);
  return differs.length === 0 ? { is: "same", a, b } : { is: "changed", a, b, differs };
}

/** What a run took in all, those included that worked for it. */
export interface Totals {
  agent: string;
  version: number;
  status: RunStatus;
  models: string[];
  turns: number;
  calls: number;
  usage: Usage;
  /** Null where nothing had a price. */
  cost: number | null;
  /** At work, without waiting for people. */
  activeMs: number;
}

export function totalsOf(run: Run, acts: readonly Act[]): Totals {
  const turns = acts.filter(({ kind }) => kind === "turn");
  const priced = turns.filter(({ cost }) => cost !== null);
  return {
    agent: run.agent,
    version: run.agentVersion,
    status: runStatus(run),
    models: [...new Set(turns.map(({ name }) => name))],
    turns: turns.length,
    calls: acts.length - turns.length,
    usage: turns.reduce((sum, { usage }) => (usage ? addUsage(sum, usage) : sum), noUsage),
    cost: priced.length === 0 ? null : priced.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    activeMs: run.activeMs,
  };
}
