import { AppError, type ErrorCode, errorStatus } from "../../lib/core/errors.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One call of `/api/v1`. A refusal is thrown with the server's own sentence; so is the network's silence. What has `once`
 * happens once, however often it is asked for under that key.
 */
export async function callApi<T>(
  method: Method,
  path: `/${string}`,
  body?: unknown,
  { once }: { once?: string } = {},
): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(once && { "idempotency-key": once }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
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
