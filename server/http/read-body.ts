import type { IncomingMessage } from "node:http";
import { AppError } from "../../lib/core/errors.ts";
import { parseJson } from "./parse-json.ts";

/** What may still come after a refusal is thrown away up to here, so that the client gets to read the answer. */
const lingerBytes = 4 * 1024 * 1024;
const lingerMs = 2_000;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The JSON of a request; an empty body counts as `{}`. Reads no further than `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const declared = request.headers["content-length"];
  if (declared === "0" || (declared === undefined && request.headers["transfer-encoding"] === undefined)) return {};
  requireJson(request);
  const bytes = await bytesOf(request, maxBytes);
  if (bytes.byteLength === 0) return {};
  return parseJson(decode(bytes));
}

function requireJson({ headers }: IncomingMessage): void {
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith("charset="));
  if (!/^application\/(?:[a-z0-9.+-]+\+)?json$/.test(type.trim())) {
    throw new AppError(
      "unsupported_media_type",
      'The body must be JSON: send it with "Content-Type: application/json".',
    );
  }
  if (charset && !/^charset="?utf-8"?$/.test(charset))
    throw new AppError("unsupported_media_type", "The body must be UTF-8.");
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    throw new AppError("unsupported_media_type", "Compressed bodies are not read. Send it as it is.");
  }
}

function bytesOf(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => {
      linger(request);
      reject(
        new AppError("too_large", `The body is larger than ${maxBytes} bytes. Send less, or raise MAX_BODY_BYTES.`),
      );
    };
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) return tooLarge();
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length <= maxBytes) return void chunks.push(chunk);
      request.off("data", onData);
      tooLarge();
    };
    request.on("data", onData);
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new AppError("invalid", "The connection was closed in the middle of the body.")));
  });
}

export function linger(request: IncomingMessage): void {
  let dropped = 0;
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.on("data", (chunk: Buffer) => {
    dropped += chunk.byteLength;
    if (dropped > lingerBytes) request.destroy();
  });
  request.on("close", () => clearTimeout(timer));
}

function decode(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new AppError("invalid", "The body is not UTF-8.");
  }
}
