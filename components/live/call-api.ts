import { AppError, type ErrorCode, errorStatus } from "../../lib/core/errors.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What browsers send on for a page that is gone, in bytes. */
const mostOnLeaving = 60_000;

/**
 * One call of `/api/v1`. A refusal is thrown with the server's own sentence; so is the network's silence. What has `once`
 * happens once, however often it is asked for under that key. What is asked on `leaving` goes on after the page, if it is short.
 */
export async function callApi<T>(
  method: Method,
  path: `/${string}`,
  body?: unknown,
  { once, leaving = false }: { once?: string; leaving?: boolean } = {},
): Promise<T> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(once && { "idempotency-key": once }),
    },
    ...(sent !== undefined && { body: sent }),
    keepalive: leaving && new Blob([sent ?? ""]).size < mostOnLeaving,
  }).catch(() => {
    throw new AppError("unavailable", "The server cannot be reached. Try again when you are back online.");
  });
  if (answer.status === 204) return undefined as T;
  const said: unknown = await answer.json().catch(() => null);
  if (answer.ok) return said as T;
  const { code, detail } = (said ?? {}) as { code?: string; detail?: string };
  throw new AppError(
    code && code in errorStatus ? (code as ErrorCode) : "internal",
    detail ?? "The server gave no answer that makes sense. Try again.",
  );
}
