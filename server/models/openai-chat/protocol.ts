import type { WireProtocol } from "../wire-protocol.ts";
import { type OpenAiDialect, openAiChatBody } from "./body.ts";
import { createOpenAiReader } from "./reader.ts";

export function openAiChat(provider: string, modelName: string, dialect: OpenAiDialect): WireProtocol {
  return {
    path: "/chat/completions",
    headers: (apiKey): Record<string, string> => (apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
    body: (request, model) => openAiChatBody(request, model, dialect),
    reader: (request, push) => createOpenAiReader(request, provider, modelName, push),
  };
}
