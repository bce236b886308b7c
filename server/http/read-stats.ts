import type { z } from "zod";
import { sessionStatus } from "../../lib/core/fields.ts";
import type { Call } from "./route.ts";
import { runStatuses } from "./schemas/run.ts";
import type { stats } from "./schemas/stats.ts";

/** Every field from the start: zeros and nulls where nothing happened yet. */
export async function readStats({
  runtime,
  principal,
  server,
}: Pick<Call, "runtime" | "principal" | "server">): Promise<z.input<typeof stats>> {
  const { ports, metrics } = runtime;
  const totals = await ports.lists.totals(principal.userId);
  const agents = metrics.agents();
  const models = metrics.models();
  const tools = metrics.tools();
  const errors = { turns: errorsOf(models), tools: errorsOf(tools), internal: metrics.troubles() };
  const memory = process.memoryUsage();
  const { input, cached, output, reasoning } = totals.tokens;
  return {
    sessions: withZeros(totals.sessions, sessionStatus.options),
    messages: totals.messages,
    runs: withZeros(totals.runs, runStatuses),
    queue: { ...ports.queue.stats(), capacity: server.env.maxQueuedTasks, concurrency: server.env.maxConcurrentTasks },
    byAgent: agents,
    byModel: models,
    byTool: tools,
    tokens: { input, cached, output, reasoning, total: input + output },
    cost: totals.cost,
    errors: { ...errors, total: errors.turns + errors.tools + errors.internal },
    openTurns: runtime.openTurns,
    connections: { sockets: server.sockets?.() ?? null, streams: server.streams.count },
    uptimeSeconds: Math.round(process.uptime()),
    memory: { rssBytes: memory.rss, heapUsedBytes: memory.heapUsed, heapTotalBytes: memory.heapTotal },
  };
}

function errorsOf(groups: readonly { errors: number }[]): number {
  return groups.reduce((sum, group) => sum + group.errors, 0);
}

function withZeros(
  { total, byStatus }: { total: number; byStatus: Record<string, number> },
  statuses: readonly string[],
) {
  return { total, byStatus: { ...Object.fromEntries(statuses.map((status) => [status, 0])), ...byStatus } };
}
