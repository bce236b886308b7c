import type { ModelError } from "../../lib/core/model.ts";
import type { Model } from "../ports.ts";
import type { Time } from "./time.ts";

export interface Patience {
  firstChunkMs: number;
  chunkMs: number;
}

/** Gives a model up that does not begin, or does not go on. Only waiting for the model counts, never a slow reader. */
export function withTimeouts(model: Model, patience: Patience, time: Time): Model {
  return {
    name: model.name,
    async *stream(request, signal) {
      const call = new AbortController();
      const stop = () => call.abort();
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop);
      let begun = false;
      let waiting = true;
      let late: ModelError | null = null;
      const ring = () => {
        if (!waiting) return;
        late = begun ? stalled(model.name, patience.chunkMs) : silent(model.name, patience.firstChunkMs);
        stop();
      };
      let alarm = time.after(patience.firstChunkMs, ring);
      try {
        for await (const chunk of model.stream(request, call.signal)) {
          waiting = false;
          if (chunk.type === "error" && late) {
            yield { ...chunk, error: late };
            return;
          }
          yield chunk;
          if (chunk.type === "finish" || chunk.type === "error") return;
          waiting = true;
          if (begun) alarm.again();
          else {
            begun = true;
            alarm.cancel();
            alarm = time.after(patience.chunkMs, ring);
          }
        }
      } finally {
        alarm.cancel();
        signal.removeEventListener("abort", stop);
      }
    },
  };
}

function silent(name: string, ms: number): ModelError {
  return { code: "timeout", message: `${name} did not begin to answer within ${seconds(ms)}.` };
}

function stalled(name: string, ms: number): ModelError {
  return { code: "stalled", message: `${name} stopped for ${seconds(ms)} in the middle of its answer.` };
}

function seconds(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}
