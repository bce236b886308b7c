import { lineDiff } from "../text/line-diff.ts";
import type { Verdict } from "./verdict.ts";

const marks = { same: " ", added: "+", removed: "-" } as const;

/** A verdict for a terminal: what was expected, and what came instead, line by line. */
export function toldOf(name: string, verdict: Verdict): string {
  if (verdict.passed) return `✓ ${name}: ${verdict.steps} steps as they were recorded`;
  const { step, where, what, expected, got } = verdict;
  const lines = lineDiff(expected, got).map(({ is, text }) => `    ${marks[is]} ${text}`);
  return [`✗ ${name}: step ${step}, ${where}. ${what} (- expected, + got):`, ...lines].join("\n");
}
