import type { ServerResponse } from "node:http";
import type { Whole } from "./answer.ts";

/** Writes an answer in one piece. For HEAD everything but the body. */
export function send(response: ServerResponse, answer: Whole, headers: Record<string, string>, head: boolean): void {
  if (response.headersSent || response.destroyed) return;
  const { mediaType } = answer;
  const body = Buffer.from(answer.text);
  response.writeHead(answer.status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
    ...answer.headers,
    ...(mediaType && { "content-type": mediaType, "content-length": String(body.byteLength) }),
  });
  if (head || mediaType === null) response.end();
  else response.end(body);
}
