import type { Usage } from "../../lib/core/model.ts";
import type { Model } from "../ports/models.ts";
import { observe } from "./observe.ts";

/** Puts the cost on the end of every reply. */
export function priced(model: Model, costOf: (usage: Usage) => number | null): Model {
  return {
    name: model.name,
    stream: (request, signal) =>
      observe(model.stream(request, signal), {
        chunk: (chunk) => (chunk.type === "finish" ? { ...chunk, cost: costOf(chunk.usage) } : chunk),
      }),
  };
}
