import type { IncomingHttpHeaders } from "node:http";
import { isAllowed } from "./origin.ts";

type Headers = Record<string, string>;

/** What a browser needs to hand an answer to a page of another origin. */
export function corsHeaders(headers: IncomingHttpHeaders, corsOrigins: readonly string[]): Headers {
  if (corsOrigins.length === 0) return {};
  const { origin } = headers;
  if (origin === undefined || !isAllowed(origin, corsOrigins)) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": corsOrigins.includes("*") ? "*" : origin,
    "access-control-expose-headers": "Location, Retry-After, Idempotent-Replay",
  };
}

/** The rest, for the question that a browser asks before it sends what a plain form could not. */
export function preflightHeaders(headers: IncomingHttpHeaders, methods: readonly string[]): Headers {
  if (headers["access-control-request-method"] === undefined) return {};
  return {
    "access-control-allow-methods": methods.join(", "),
    "access-control-allow-headers": "Accept, Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
    "access-control-max-age": "600",
  };
}
