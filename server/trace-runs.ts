import { findRun } from "../lib/core/state.ts";
import { spansOf } from "../lib/replay/otlp.ts";
import type { Env } from "./env.ts";
import { createGuardedClient } from "./http-client/guarded.ts";
import type { Logger } from "./logger.ts";
import type { Runtime } from "./runtime/create-runtime.ts";
import { OtlpExporter } from "./telemetry/otlp-exporter.ts";

export interface Tracing {
  stop(): Promise<void>;
}

const graceMs = 2_000;

/** Sends a trace of each run that ends, to where the operator wants it. Null where nobody does: then nothing leaves. */
export function traceRuns(runtime: Runtime, wanted: Env["telemetry"], version: string, logger: Logger): Tracing | null {
  if (!wanted) return null;
  const { endpoint, headers, service, attributes } = wanted;
  // The operator's own word: the address may be a private one.
  const http = createGuardedClient({ allowHosts: [new URL(endpoint).host] });
  const exporter = new OtlpExporter({
    http,
    endpoint,
    headers,
    sender: { service, version, attributes },
    onSpans: (outcome, count) => runtime.metrics.spans(outcome, count),
    onTrouble: (sentence) => logger.warn(sentence),
  });
  const unwatch = runtime.onSessionChange((sessionId, _ownerId, state, events) => {
    for (const event of events) {
      if (event.type !== "run.finished" || !state) continue;
      const run = findRun(state, event.runId);
      // What works for another ends before it, and is told with it.
      if (!run || run.parent) continue;
      // Every process hears of it; the one that did the work sends it.
      const worker = run.turns.at(-1)?.worker;
      if (worker !== undefined && worker !== runtime.ports.worker) continue;
      exporter.add(() => spansOf(sessionId, state, run.id, { handedOn: false }));
    }
  });
  return {
    async stop() {
      unwatch();
      await exporter.close(graceMs);
      await http.close();
    },
  };
}
