import { canonical } from "../core/canonical.ts";
import type { Act } from "./acts.ts";
import { compareActs } from "./compare.ts";

/** What came of a cassette: it went as it was recorded, or here is the first step that did not. */
export type Verdict = { passed: true; steps: number } | ({ passed: false } & FirstDifference);

export interface FirstDifference {
  /** Counted from 1; 0 where it is about the whole. */
  step: number;
  /** Whose step, and what it is. */
  where: string;
  what: string;
  expected: string;
  got: string;
}

/** By what was done. `told` is what a model or a tool noticed first: it knows more than the steps show. */
export function verdictOf(expected: readonly Act[], got: readonly Act[], noticed: FirstDifference | null): Verdict {
  const { rows, first } = compareActs(expected, got);
  const row = first === null ? undefined : rows[first];
  const step = row?.a ? expected.indexOf(row.a) + 1 : (first ?? 0) + 1;
  if (noticed && (!row || noticed.step <= step)) return { passed: false, ...noticed };
  if (!row || row.is === "same") return { passed: true, steps: expected.length };
  const where = whereOf((row.a ?? row.b) as Act);
  if (row.is === "only-a")
    return { passed: false, step, where, what: "It did not happen", expected: toldOf(row.a), got: "" };
  if (row.is === "only-b")
    return { passed: false, step, where, what: "It was not recorded", expected: "", got: toldOf(row.b) };
  const given = row.differs.includes("given");
  return {
    passed: false,
    step,
    where,
    what: given ? "It was called otherwise" : "Something else came of it",
    expected: given ? canonical(row.a.given) : row.a.said,
    got: given ? canonical(row.b.given) : row.b.said,
  };
}

export function whereOf({ kind, agent, name }: Pick<Act, "kind" | "agent" | "name">): string {
  return kind === "turn" ? `${agent} asks the model` : `${agent} uses ${name}`;
}

function toldOf({ kind, given, said }: Act): string {
  return kind === "turn" ? said : `${canonical(given)} → ${said}`;
}
