import type { GroupFigures, Operations } from "../../lib/operations/operations.ts";
import type { Runtime } from "./create-runtime.ts";
import type { GroupStats } from "./metrics.ts";

/** What this process counted, as it stands now: from memory, so it costs the same however much there was. */
export function readOperations({ ports, metrics, openTurns }: Runtime): Operations {
  return {
    at: ports.now().toISOString(),
    queue: ports.queue.stats(),
    openTurns,
    agents: metrics.agents().map(figures),
    models: metrics.models().map(figures),
    tools: metrics.tools(),
    providers: ports.models.health().map(({ provider, circuit, failures, lastMs, lastError }) => ({
      provider,
      circuit,
      failures,
      lastMs,
      lastError: lastError?.message ?? null,
    })),
  };
}

function figures({ name, turns, errors, p50Ms, p95Ms, inputTokens, outputTokens, cost }: GroupStats): GroupFigures {
  return { name, turns, errors, p50Ms, p95Ms, inputTokens, outputTokens, cost };
}
