import type { RunStop } from "./workbench.ts";

const longestTimer = 2 ** 31 - 1;

/** Stops what is under way when the run's time is up. The time already worked stands in the log; the rest is measured here. */
export function limitTime(leftMs: number, stop: RunStop): () => void {
  const timer = setTimeout(() => stop.because("limit_seconds"), Math.min(Math.max(leftMs, 0), longestTimer));
  return () => clearTimeout(timer);
}
