import type { Model } from "../ports.ts";

/** Stands where a chain names a model that cannot be used, and says why. */
export function unavailableModel(name: string, sentence: string): Model {
  return {
    name,
    async *stream() {
      yield { type: "error", model: name, error: { code: "no_model", message: sentence } };
    },
  };
}
