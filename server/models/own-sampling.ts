import type { Model } from "../ports/models.ts";

/** Asks with what the request says for this very model, beside what it says for all. */
export function withOwnSampling(model: Model): Model {
  return {
    name: model.name,
    stream(request, signal) {
      const { modelSampling, ...rest } = request;
      const own = modelSampling?.[model.name];
      return model.stream(own ? { ...rest, sampling: { ...rest.sampling, ...own } } : rest, signal);
    },
  };
}
