import type { z } from "zod";

import { anomalyReason, anomalyTitle } from "../../lib/operations/anomaly-words.ts";
import { runsOfAnomaly } from "../../lib/operations/deviation.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import type { anomalies } from "./schemas/figures.ts";

/** What the watch found last. It is about the whole installation, so administrators alone are told. */
export function readAnomalies(runtime: Runtime, { role }: Principal): z.input<typeof anomalies> {
  if (role !== "admin") return { items: [] };
  return {
    items: runtime.anomalies.current.map((anomaly) => ({
      ...anomaly,
      why: `${anomalyTitle(anomaly)}. ${anomalyReason(anomaly)}`,
      runs: runsOfAnomaly(anomaly),
    })),
  };
}
