import type { ModelChunk, ModelRequest } from "../../lib/core/model.ts";
import type { Model } from "../../server/ports/models.ts";

export interface ReadReply {
  chunks: ModelChunk[];
  /** Since the last failed attempt. */
  text: string;
  reasoning: string;
  signature?: string;
  calls: { tool: string; arguments: string }[];
  failed: Extract<ModelChunk, { type: "attempt-failed" }>[];
  finish?: Extract<ModelChunk, { type: "finish" }>;
  error?: Extract<ModelChunk, { type: "error" }>["error"];
}

export function ask(content: string, more: Partial<ModelRequest> = {}): ModelRequest {
  return { messages: [{ role: "user", content }], tools: [], ...more };
}

export const never = new AbortController().signal;

export async function read(chunks: AsyncIterable<ModelChunk>): Promise<ReadReply> {
  const reply: ReadReply = { chunks: [], text: "", reasoning: "", calls: [], failed: [] };
  for await (const chunk of chunks) {
    reply.chunks.push(chunk);
    switch (chunk.type) {
      case "text":
        reply.text += chunk.text;
        break;
      case "reasoning":
        reply.reasoning += chunk.text;
        if (chunk.signature) reply.signature = chunk.signature;
        break;
      case "call":
        reply.calls[chunk.index] = { tool: chunk.tool, arguments: "" };
        break;
      case "arguments":
        reply.calls[chunk.index]!.arguments += chunk.text;
        break;
      case "attempt-failed":
        reply.failed.push(chunk);
        Object.assign(reply, { text: "", reasoning: "", calls: [] });
        break;
      case "finish":
        reply.finish = chunk;
        break;
      case "error":
        reply.error = chunk.error;
    }
  }
  return reply;
}

export function readFrom(
  model: Model,
  request: ModelRequest = ask("Hi"),
  signal: AbortSignal = never,
): Promise<ReadReply> {
  return read(model.stream(request, signal));
}
