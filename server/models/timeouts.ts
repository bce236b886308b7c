import type { ModelError } from "../../lib/core/model.ts";
import type { Model } from "../ports/models.ts";
import { observe } from "./observe.ts";
import type { Alarm, Time } from "./time.ts";

export interface Patience {
  firstChunkMs: number;
  chunkMs: number;
}

/** Gives a model up that does not begin, or does not go on. Only waiting for the model counts, never a slow reader. */
export function withTimeouts(model: Model, patience: Patience, time: Time): Model {
  return {
    name: model.name,
    stream(request, signal) {
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
      const first = time.after(patience.firstChunkMs, ring);
      let next: Alarm | null = null;
      return observe(model.stream(request, call.signal), {
        asked() {
          waiting = true;
          if (next) next.again();
          else if (begun) next = time.after(patience.chunkMs, ring);
        },
        chunk(chunk) {
          waiting = false;
          if (!begun) {
            begun = true;
            first.cancel();
          }
          return late && chunk.type === "error" ? { ...chunk, error: late } : chunk;
        },
        ended() {
          first.cancel();
          next?.cancel();
          signal.removeEventListener("abort", stop);
        },
      });
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
