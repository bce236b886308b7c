import type { ModelChunk, ModelRequest } from "../../lib/core/model.ts";

/** Reads one reply. It pushes chunks, the last of them a `finish` or an `error`. */
export interface ReplyReader {
  event(data: string, name: string): void;
  /** The connection has ended in order. */
  end(): void;
}

/** One way to talk to a model over HTTP: what is sent and how the answer is read. */
export interface WireProtocol {
  path: string;
  headers(apiKey: string | null): Record<string, string>;
  body(request: ModelRequest, model: string): Record<string, unknown>;
  reader(request: ModelRequest, push: (chunk: ModelChunk) => void): ReplyReader;
}
