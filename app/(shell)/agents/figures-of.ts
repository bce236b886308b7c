import type { RunSummary } from "../../../lib/core/summary.ts";

export interface Figures {
  runs: number;
  /** From 0 to 1, of those that have ended. */
  ok: number | null;
  p95Ms: number | null;
  cost: number | null;
  tokens: number;
}

/** What an agent's last runs tell of it. */
export function figuresOf(runs: readonly RunSummary[]): Figures {
  const ended = runs.filter((run) => run.finishedAt !== null);
  const times = ended.map((run) => run.activeMs).sort((a, b) => a - b);
  const priced = ended.flatMap((run) => run.cost ?? []);
  const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
  return {
    runs: runs.length,
    ok: ended.length > 0 ? ended.filter((run) => run.status === "done").length / ended.length : null,
    p95Ms: times[Math.max(0, Math.ceil(times.length * 0.95) - 1)] ?? null,
    cost: priced.length > 0 ? sum(priced) / priced.length : null,
    tokens: ended.length > 0 ? sum(ended.map((run) => run.inputTokens + run.outputTokens)) / ended.length : 0,
  };
}
