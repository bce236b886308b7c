import type { ModelError } from "../../lib/core/model.ts";
import type { Model } from "../ports/models.ts";
import { afterFailure, type RetrySettings, usualRetry } from "./retry.ts";
import { type Time, wait } from "./time.ts";

export interface FailoverOptions {
  time: Time;
  random: () => number;
  retry?: RetrySettings;
}

/**
 * Asks the models in the order that `order` gives for this request, each again as long as that makes sense. Every failed
 * attempt is told before the wait; what it had said is its own, and the next attempt begins anew.
 */
export function failover(name: string, order: () => Model[], options: FailoverOptions): Model {
  const { time, random, retry = usualRetry } = options;
  return {
    name,
    async *stream(request, signal) {
      const models = order();
      let at = 0;
      let retriesDone = 0;
      for (;;) {
        const model = models[at] as Model;
        let failure: ModelError | null = null;
        try {
          for await (const chunk of model.stream(request, signal)) {
            if (chunk.type === "error") {
              failure = chunk.error;
              break;
            }
            yield chunk;
            if (chunk.type === "finish") return;
          }
        } catch (error) {
          // A model must not throw; where one does all the same, that is an attempt that failed.
          failure = unexpected(model.name, error);
        }
        failure ??= { code: "broken_stream", message: `${model.name} broke its answer off before it had finished.` };
        if (signal.aborted) failure = stopped;

        const next = afterFailure(failure, retriesDone, at + 1 < models.length, random, retry);
        if (next.do === "end") {
          yield { type: "error", error: failure, model: model.name };
          return;
        }
        if (next.do === "retry") retriesDone += 1;
        else {
          at += 1;
          retriesDone = 0;
        }
        const willRetryInMs = next.do === "retry" ? next.inMs : 0;
        const nextModel = (models[at] as Model).name;
        yield { type: "attempt-failed", error: failure, model: model.name, nextModel, willRetryInMs };
        if (willRetryInMs > 0) await wait(time, willRetryInMs, signal);
        if (signal.aborted) {
          yield { type: "error", error: stopped, model: nextModel };
          return;
        }
      }
    },
  };
}

const stopped: ModelError = { code: "aborted", message: "The request was stopped." };

function unexpected(name: string, error: unknown): ModelError {
  const message = error instanceof Error ? error.message : String(error);
  return { code: "server_error", message: `${name} failed in an unexpected way: ${message}` };
}
