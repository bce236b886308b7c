import type { ModelChunk, ModelError, ModelErrorCode, ModelRequest } from "../../lib/core/model.ts";
import { noUsage } from "../../lib/core/model.ts";
import type { Model } from "../../server/ports/models.ts";

export interface ScriptedModel extends Model {
  asked: ModelRequest[];
}

export function says(text: string, model = "test/model"): ModelChunk[] {
  return [
    { type: "text", text },
    { type: "finish", reason: "stop", usage: { ...noUsage, input: 2, output: 1 }, model, cost: null },
  ];
}

export function fails(code: ModelErrorCode, more: Partial<ModelError> = {}): ModelChunk[] {
  return [{ type: "error", error: { code, message: `It was ${code}.`, ...more }, model: "test/model" }];
}

/** Gives one list of chunks per request; the last one stays. `null` in a list waits until the request is aborted. */
export function scriptedModel(name: string, ...replies: (ModelChunk | null)[][]): ScriptedModel {
  const asked: ModelRequest[] = [];
  return {
    name,
    asked,
    async *stream(request, signal) {
      const reply = replies[Math.min(asked.push(request) - 1, replies.length - 1)] ?? [];
      for (const chunk of reply) {
        if (chunk === null) {
          await new Promise<void>((resolve) => {
            if (signal.aborted) resolve();
            signal.addEventListener("abort", () => resolve());
          });
          yield { type: "error", error: { code: "aborted", message: "The request was stopped." }, model: name };
          return;
        }
        yield chunk;
      }
    },
  };
}
