import type { RunSummary } from "../../../lib/core/summary.ts";

export const mostEnded = 20;
/** By status: what a person stopped is no news to anybody. */
export const endedStatuses = ["done", "failed", "limit"] as const;

/** The last ended first, without those that another run had begun: it tells of them. */
export function recentlyEnded(pages: readonly { items: readonly RunSummary[] }[]): RunSummary[] {
  return pages
    .flatMap((page) => page.items)
    .filter((run) => run.parentRunId === null)
    .sort((a, b) => (b.finishedAt ?? "").localeCompare(a.finishedAt ?? ""))
    .slice(0, mostEnded);
}
