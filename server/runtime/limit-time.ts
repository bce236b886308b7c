import type { RunStop } from "./workbench.ts";

const longestTimer = 2 ** 31 - 1;

export interface TimeLimit {
  clear(): void;
  /** The time stands still until the function that it gives is called. */
  hold(): () => void;
}

/** Stops what is under way when the run's time is up. The time already worked stands in the log; the rest is measured here. */
export function limitTime(leftMs: number, stop: RunStop, monotonic: () => number): TimeLimit {
  let left = Math.max(leftMs, 0);
  let since = monotonic();
  let holds = 0;
  const begin = () => setTimeout(() => stop.because("limit_seconds"), Math.min(left, longestTimer));
  let timer = begin();
  return {
    clear: () => clearTimeout(timer),
    hold() {
      if (holds++ === 0) {
        clearTimeout(timer);
        left = Math.max(0, left - (monotonic() - since));
      }
      return () => {
        if (--holds > 0) return;
        since = monotonic();
        timer = begin();
      };
    },
  };
}
