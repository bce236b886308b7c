import { type GroupFigures, momentOf, type Operations, type Standing } from "../../lib/operations/operations.ts";
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

/** The same with how it stood before. Whoever asks within one second is told of the same moment. */
export function readStanding(runtime: Runtime): Standing {
  const now = readOperations(runtime);
  const course = [...runtime.metrics.course.moments];
  const last = course.at(-1);
  return last ? { now: { ...now, at: last.at }, course } : { now, course: [momentOf(now)] };
}

function figures({ name, turns, errors, p50Ms, p95Ms, inputTokens, outputTokens, cost }: GroupStats): GroupFigures {
  return { name, turns, errors, p50Ms, p95Ms, inputTokens, outputTokens, cost };
}
