import { expect, test } from "vitest";
import type { ModelRequest } from "../../lib/core/model.ts";
import { withOwnSampling } from "../../server/models/own-sampling.ts";

test("a model of a chain is asked with its own sampling beside the common one", async () => {
  const asked: ModelRequest[] = [];
  const model = withOwnSampling({
    name: "acme/large",
    async *stream(request) {
      asked.push(request);
      yield { type: "text", text: "" };
    },
  });
  const request: ModelRequest = { messages: [], tools: [], sampling: { temperature: 1, topP: 0.5 } };
  const others = { "acme/small": { temperature: 0 } };
  const signal = new AbortController().signal;
  const modelSampling = { "acme/large": { temperature: 0.2 }, ...others };
  for await (const _chunk of model.stream({ ...request, modelSampling }, signal));
  for await (const _chunk of model.stream({ ...request, modelSampling: others }, signal));
  expect(asked.map(({ sampling }) => sampling)).toEqual([
    { temperature: 0.2, topP: 0.5 },
    { temperature: 1, topP: 0.5 },
  ]);
});
