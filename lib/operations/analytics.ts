import type { Figures } from "./figures.ts";

/** The figures of one name, as the API tells them. */
export interface ToldGroup extends Figures {
  name: string;
  p50Ms: number | null;
  p90Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
  latencies: { ms: number; count: number }[];
}

export interface Analytics {
  since: string;
  until: string;
  byTime: ToldGroup[];
  byAgent: ToldGroup[];
  byModel: ToldGroup[];
  byTool: ToldGroup[];
  byOwner: ToldGroup[];
}
