import type { z } from "zod";
import { type FigureGroup, hourOf } from "../../lib/operations/figures.ts";
import { msOfBucket, percentile } from "../../lib/operations/latency.ts";
import type { FigureDimension } from "../ports/figures.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import type { analytics } from "./schemas/figures.ts";
import { spans as hoursOf, type spans } from "./schemas/run-filter.ts";

export type Analytics = z.input<typeof analytics>;

const hourMs = 3_600_000;

/** From figures that were added up as things happened: it costs by the hours, however much was done in them. */
export async function readAnalytics(
  runtime: Runtime,
  { userId, role }: Principal,
  { within, agent }: { within: keyof typeof spans; agent?: string | undefined },
): Promise<Analytics> {
  const { figures, now } = runtime.ports;
  // What was done a moment ago is told too; where nothing can be written now, everything else is.
  await figures.keepUp().catch(() => {});
  const at = now().getTime();
  const since = hourOf(new Date(at - (hoursOf[within] - 1) * hourMs).toISOString());
  const until = hourOf(new Date(at + hourMs).toISOString());
  const whose = role === "admin" ? {} : { ownerId: userId };
  const by = async (dimension: FigureDimension) =>
    (await figures.groups({ by: dimension, since, until, ...whose, ...(agent && { agent }) })).map(told);
  const [byTime, byAgent, byModel, byTool, byOwner] = await Promise.all([
    by(hoursOf[within] > 24 ? "day" : "hour"),
    by("agent"),
    by("model"),
    by("tool"),
    by("owner"),
  ]);
  return { since, until, byTime, byAgent, byModel, byTool, byOwner };
}

function told({ name, figures, latencies }: FigureGroup): Analytics["byTime"][number] {
  const inOrder = [...latencies].sort(([a], [b]) => a - b);
  const whole = (share: number) => {
    const ms = percentile(latencies, share);
    return ms === null ? null : Math.round(ms);
  };
  return {
    name,
    ...figures,
    p50Ms: whole(0.5),
    p90Ms: whole(0.9),
    p95Ms: whole(0.95),
    p99Ms: whole(0.99),
    latencies: inOrder.map(([bucket, count]) => ({ ms: Math.round(msOfBucket(bucket)), count })),
  };
}
