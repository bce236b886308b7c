import { type ErrorCode, type ErrorDetails, errorStatus, isAppError } from "../../lib/core/errors.ts";
import type { Whole } from "./answer.ts";

/** RFC 9457. `code` is stable; `detail` says what to do. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { path: string; message: string }[];
  instance?: string;
}

export const problemTitles: Record<ErrorCode, string> = {
  invalid: "The request is not right",
  unauthorized: "Who are you?",
  forbidden: "Not allowed",
  not_found: "Not found",
  method_not_allowed: "Not with this method",
  timeout: "It took too long",
  conflict: "Not in this situation",
  gone: "Gone",
  too_large: "Too large",
  unsupported_media_type: "Not in this format",
  misdirected: "Not the server you meant",
  idempotency_mismatch: "The key was used for something else",
  tool_failed: "The tool failed",
  busy: "Too much to do",
  rate_limited: "Too many requests",
  internal: "Something went wrong",
  unavailable: "Not available now",
  stopping: "The server is stopping",
};

export function problem(code: ErrorCode, detail: string, details: ErrorDetails = {}, more: object = {}): Whole {
  const status = errorStatus[code];
  const body: Problem = {
    type: `/docs/api#problem-${code}`,
    title: problemTitles[code],
    status,
    detail,
    code,
    ...(details.fields && { errors: details.fields }),
    ...more,
  };
  const { retryAfterMs } = details;
  return {
    status,
    headers: retryAfterMs === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
    mediaType: "application/problem+json; charset=utf-8",
    text: JSON.stringify(body),
  };
}

/** Every failure as a problem. What was not foreseen is told without its insides; `report` logs it and gives its id. */
export function problemOf(error: unknown, report: (error: unknown) => string): Whole {
  if (isAppError(error)) return problem(error.code, error.message, error.details);
  const id = report(error);
  return problem(
    "internal",
    `Something went wrong on the server. It was logged as ${id}; try again.`,
    {},
    { instance: `urn:troupe:error:${id}` },
  );
}
