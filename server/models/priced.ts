import type { Usage } from "../../lib/core/model.ts";
import type { Model } from "../ports.ts";

/** Puts the cost on the end of every reply. */
export function priced(model: Model, costOf: (usage: Usage) => number | null): Model {
  return {
    name: model.name,
    async *stream(request, signal) {
      for await (const chunk of model.stream(request, signal)) {
        yield chunk.type === "finish" ? { ...chunk, cost: costOf(chunk.usage) } : chunk;
      }
    },
  };
}
