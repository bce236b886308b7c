import type { WireProtocol } from "../wire-protocol.ts";
import { anthropicBody } from "./body.ts";
import { createAnthropicReader } from "./reader.ts";

export function anthropicMessages(modelName: string): WireProtocol {
  return {
    path: "/messages",
    headers: (apiKey) => ({ "anthropic-version": "2023-06-01", ...(apiKey && { "x-api-key": apiKey }) }),
    body: anthropicBody,
    reader: (request, push) => createAnthropicReader(request, modelName, push),
  };
}
