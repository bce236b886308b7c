import type { Model } from "../ports/models.ts";
import { fromAiSdk } from "./ai-sdk/ai-sdk-model.ts";
import type { Endpoint } from "./http-model.ts";

/** OpenAI's Responses API, through the AI SDK: the pattern for every vendor that we have no reader of our own for. */
export function openAiResponsesModel(endpoint: Endpoint, id: string): Model {
  const load = async () => {
    const { createOpenAI } = await import("@ai-sdk/openai");
    return createOpenAI({ apiKey: endpoint.apiKey ?? "", baseURL: endpoint.baseUrl }).responses(id);
  };
  return fromAiSdk(`openai-responses/${id}`, load, {
    keyVariable: "OPENAI_API_KEY",
    providerOptions: { openai: { store: false } },
  });
}
