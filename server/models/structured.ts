import {
  addUsage,
  type ModelChunk,
  type ModelError,
  type ModelMessage,
  type ModelRequest,
} from "../../lib/core/model.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { Model } from "../ports/models.ts";

type Finish = Extract<ModelChunk, { type: "finish" }>;

/**
 * Holds a model to the response schema: an answer that does not fit is a failed attempt, and the model is told what is
 * wrong and asked once more. An answer that calls tools is not the final one and is not checked.
 */
export function structured(model: Model): Model {
  return {
    name: model.name,
    stream(request, signal) {
      return request.responseSchema ? hold(model, request, signal) : model.stream(request, signal);
    },
  };
}

async function* hold(model: Model, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
  let messages = request.messages;
  let paid: Finish | null = null;
  for (;;) {
    let text = "";
    let misfit: Finish | null = null;
    let problem: string | null = null;
    for await (const chunk of model.stream({ ...request, messages }, signal)) {
      if (chunk.type === "text") text += chunk.text;
      if (chunk.type === "attempt-failed") text = "";
      if (chunk.type !== "finish") {
        yield chunk;
        continue;
      }
      problem = chunk.reason === "calls" ? null : problemWith(text, request.responseSchema?.schema);
      if (problem === null) {
        yield paid ? bothPaid(paid, chunk) : chunk;
        return;
      }
      misfit = chunk;
    }
    if (misfit === null || problem === null) return;
    const error = invalid(misfit.model, problem);
    if (paid) {
      yield { type: "error", error, model: misfit.model };
      return;
    }
    yield { type: "attempt-failed", error, model: misfit.model, nextModel: model.name, willRetryInMs: 0 };
    paid = misfit;
    messages = [...messages, ...correction(text, problem)];
  }
}

/** The tokens of the answer that did not fit were paid for too. */
function bothPaid(first: Finish, second: Finish): Finish {
  const cost = first.cost === null || second.cost === null ? null : first.cost + second.cost;
  return { ...second, usage: addUsage(first.usage, second.usage), cost };
}

/** A sentence, or null where the text is JSON that fits. */
function problemWith(text: string, schema: unknown): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.trim() === "" ? "the answer is empty." : "the answer is not JSON, or not only JSON.";
  }
  return checkAgainstSchema(schema, value);
}

function invalid(model: string, problem: string): ModelError {
  return { code: "invalid_output", message: `${model} did not answer in the form that was asked for: ${problem}` };
}

function correction(text: string, problem: string): ModelMessage[] {
  return [
    { role: "assistant", content: text === "" ? "(nothing)" : text },
    {
      role: "user",
      content: `That does not fit the JSON Schema: ${problem} Answer again with the corrected JSON value and nothing else.`,
    },
  ];
}
