import type { ModelError, ModelErrorCode } from "../../lib/core/model.ts";

export interface RetrySettings {
  retries: number;
  firstWaitMs: number;
  longestWaitMs: number;
  /** A provider that asks for a longer rest than this is passed over. */
  longestRetryAfterMs: number;
}

export const usualRetry: RetrySettings = {
  retries: 2,
  firstWaitMs: 500,
  longestWaitMs: 8000,
  longestRetryAfterMs: 30_000,
};

export type AfterFailure = { do: "retry"; inMs: number } | { do: "next" } | { do: "end" };

const passing = new Set<ModelErrorCode>(["rate_limited", "overloaded", "server_error", "broken_stream", "network"]);
/** These have cost much time already: only where there is nobody else to ask. */
const passingIfAlone = new Set<ModelErrorCode>(["timeout", "stalled", "circuit_open"]);
/** Nobody else is asked either. */
const final = new Set<ModelErrorCode>(["aborted", "refused"]);

/** What to do after an attempt failed: the same model again, the next one, or nothing more. */
export function afterFailure(
  error: ModelError,
  retriesDone: number,
  hasNext: boolean,
  random: () => number,
  settings: RetrySettings = usualRetry,
): AfterFailure {
  if (final.has(error.code)) return { do: "end" };
  const otherwise: AfterFailure = hasNext ? { do: "next" } : { do: "end" };
  const mayPass = passing.has(error.code) || (!hasNext && passingIfAlone.has(error.code));
  if (!mayPass || retriesDone >= settings.retries) return otherwise;
  if (error.retryAfterMs !== undefined) {
    if (error.retryAfterMs > settings.longestRetryAfterMs) return otherwise;
    return { do: "retry", inMs: Math.round(error.retryAfterMs + random() * Math.max(100, error.retryAfterMs / 10)) };
  }
  const wait = Math.min(settings.longestWaitMs, settings.firstWaitMs * 2 ** retriesDone);
  return { do: "retry", inMs: Math.round(wait * (0.5 + random() / 2)) };
}
