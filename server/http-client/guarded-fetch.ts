import { Readable } from "node:stream";
import { type Dispatcher, request } from "undici";
import { AppError, isAppError } from "../../lib/core/errors.ts";

const mostBytes = 16 * 1024 * 1024;
const withoutBody = [101, 204, 205, 304];

/** One request, on the way that the guard gives; the answer's body comes as it comes. */
export async function guardedFetch(
  url: URL,
  wayTo: (url: URL) => Dispatcher,
  init: RequestInit = {},
): Promise<Response> {
  const dispatcher = wayTo(url);
  const { signal } = init;
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      method: (init.method ?? "GET") as Dispatcher.HttpMethod,
      headers: { "user-agent": "troupe", ...Object.fromEntries(new Headers(init.headers)) },
      body: await bytesOf(init.body),
      ...(signal && { signal }),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    body.on("error", () => undefined);
    const answered = new Headers();
    for (const [name, value] of Object.entries(headers)) {
      for (const each of [value ?? []].flat()) answered.append(name, each);
    }
    if (withoutBody.includes(statusCode)) {
      body.destroy();
      return new Response(null, { status: statusCode, headers: answered });
    }
    const isStream = /^text\/event-stream/i.test(answered.get("content-type") ?? "");
    const capped = Readable.from(isStream ? cappedEvents(body) : cappedWhole(body));
    return new Response(Readable.toWeb(capped) as ReadableStream, { status: statusCode, headers: answered });
  } catch (error) {
    throw asFailure(error, url, signal);
  }
}

async function bytesOf(body: RequestInit["body"]): Promise<string | Uint8Array | null> {
  if (body === null || body === undefined || typeof body === "string") return body ?? null;
  return new Uint8Array(await new Response(body).arrayBuffer());
}

async function* cappedWhole(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > mostBytes) throw tooLarge();
    yield part;
  }
}

/** A stream of events may be endless; one of them may not. */
async function* cappedEvents(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  let tail = Buffer.alloc(0);
  for await (const part of body) {
    const seen = Buffer.concat([tail, part]);
    const end = Math.max(seen.lastIndexOf("\n\n"), seen.lastIndexOf("\n\r\n"));
    size = end < 0 ? size + part.length : seen.length - end;
    if (size > mostBytes) throw tooLarge();
    tail = seen.subarray(-2);
    yield part;
  }
}

function tooLarge(): AppError {
  return new AppError("too_large", `The answer is larger than ${mostBytes} bytes.`);
}

function asFailure(error: unknown, url: URL, signal: AbortSignal | null | undefined): unknown {
  const cause = error instanceof Error && isAppError(error.cause) ? error.cause : error;
  if (isAppError(cause) || signal?.aborted) return cause;
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return new AppError("unavailable", `${url.host} could not be reached${code}.`);
}
