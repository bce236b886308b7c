import type { ModelError } from "../../lib/core/model.ts";
import type { Model } from "../ports/models.ts";
import { failingModel } from "./failing-model.ts";
import { observe } from "./observe.ts";
import type { Time } from "./time.ts";

export interface BreakerSettings {
  failures: number;
  withinMs: number;
  probeAfterMs: number;
}

export const usualBreaker: BreakerSettings = { failures: 5, withinMs: 30_000, probeAfterMs: 15_000 };

/** Trouble of the provider's own. Asking too often or wrongly is not. */
const counted = new Set<ModelError["code"]>([
  "overloaded",
  "server_error",
  "timeout",
  "stalled",
  "broken_stream",
  "network",
]);

/**
 * Opens after so many failures within a time; each success takes one failure back, so that a busy provider with a few
 * failures stays in use. Once open it lets one probe through after a while, and what that meets decides.
 */
export class Breaker {
  readonly #time: Time;
  readonly #settings: BreakerSettings;
  #failures: number[] = [];
  #openedAt: number | null = null;
  #probing = false;
  lastError: ModelError | null = null;
  lastMs: number | null = null;

  constructor(time: Time, settings: BreakerSettings = usualBreaker) {
    this.#time = time;
    this.#settings = settings;
  }

  get circuit(): "closed" | "open" | "half-open" {
    if (this.#openedAt === null) return "closed";
    return this.#probing || this.#untilProbe() === 0 ? "half-open" : "open";
  }

  get failures(): number {
    this.#forget();
    return this.#failures.length;
  }

  /** Null lets the request through; a number says how many milliseconds to stay away. */
  enter(): number | null {
    if (this.#openedAt === null) return null;
    if (this.#probing) return 1000;
    const ms = this.#untilProbe();
    if (ms > 0) return ms;
    this.#probing = true;
    return null;
  }

  succeeded(): void {
    if (this.#openedAt === null) this.#failures.shift();
    else this.#close();
  }

  failed(error: ModelError): void {
    this.lastError = error;
    if (!counted.has(error.code)) return this.succeeded();
    this.#forget();
    this.#failures.push(this.#time.now());
    if (this.#openedAt !== null ? this.#probing : this.#failures.length >= this.#settings.failures) {
      this.#openedAt = this.#time.now();
      this.#probing = false;
    }
  }

  /** The request ended without telling anything about the provider. */
  left(): void {
    this.#probing = false;
  }

  #close(): void {
    this.#openedAt = null;
    this.#probing = false;
    this.#failures = [];
  }

  #untilProbe(): number {
    return Math.max(0, (this.#openedAt ?? 0) + this.#settings.probeAfterMs - this.#time.now());
  }

  #forget(): void {
    const since = this.#time.now() - this.#settings.withinMs;
    this.#failures = this.#failures.filter((at) => at > since);
  }
}

/** Does not ask a provider that has just failed again and again. */
export function withBreaker(model: Model, breaker: Breaker, time: Time): Model {
  return {
    name: model.name,
    stream(request, signal) {
      const stayAwayMs = breaker.enter();
      if (stayAwayMs !== null)
        return failingModel(model.name, circuitOpen(model.name, stayAwayMs)).stream(request, signal);
      const beganAt = time.now();
      let told = false;
      return observe(model.stream(request, signal), {
        chunk(chunk) {
          if (chunk.type === "error") {
            if (chunk.error.code === "aborted") return chunk;
            told = true;
            breaker.failed(chunk.error);
          } else if (chunk.type === "finish") {
            if (!told) breaker.succeeded();
            told = true;
            breaker.lastMs = Math.round(time.now() - beganAt);
          } else if (!told && breaker.circuit !== "closed") {
            told = true;
            breaker.succeeded();
          }
          return chunk;
        },
        ended() {
          if (!told) breaker.left();
        },
      });
    },
  };
}

function circuitOpen(name: string, ms: number): ModelError {
  return {
    code: "circuit_open",
    message: `${name} has failed several times in a row and is left alone for ${Math.ceil(ms / 1000)} s: wait, or use another model.`,
    retryAfterMs: ms,
  };
}
