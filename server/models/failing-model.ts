import type { ModelError } from "../../lib/core/model.ts";
import type { Model } from "../ports/models.ts";

/** A model that does nothing but fail, with a reason. */
export function failingModel(name: string, error: ModelError): Model {
  return {
    name,
    async *stream() {
      yield { type: "error", model: name, error };
    },
  };
}
