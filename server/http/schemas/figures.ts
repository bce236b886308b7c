import { z } from "zod";
import { measures } from "../../../lib/operations/anomalies.ts";
import { figureNames } from "../../../lib/operations/figures.ts";
import { words } from "../query.ts";
import { span } from "./run-filter.ts";

const ms = z.number().nullable();

const group = z.object({
  name: z.string().describe("Of the agent, the model, the tool, the person, or the hour or day as UTC has it."),
  ...(Object.fromEntries(figureNames.map((name) => [name, z.number()])) as Record<
    (typeof figureNames)[number],
    z.ZodNumber
  >),
  p50Ms: ms.describe("To within a tenth."),
  p90Ms: ms,
  p95Ms: ms,
  p99Ms: ms,
  latencies: z
    .array(z.object({ ms: z.number(), count: z.number() }))
    .describe("How many took about so long. Of turns; of calls where it is grouped by tool."),
});

const groups = z.array(group);

export const analytics = z
  .object({
    since: z.string(),
    until: z.string(),
    byTime: groups,
    byAgent: groups,
    byModel: groups,
    byTool: groups,
    byOwner: groups,
  })
  .meta({ id: "Analytics" });

export const analyticsQuery = z.strictObject({
  within: span.default("7d").describe("Up to now; by the hour up to a day, then by the day."),
  agent: words.optional(),
});

export const anomalies = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(["agent", "model", "tool"]),
        name: z.string(),
        measure: z.enum(measures),
        hour: z.string(),
        value: z.number().describe("Milliseconds, a share from 0 to 1, tokens of a turn, or dollars of a turn."),
        usual: z.number().describe("The median of the hours before."),
        spread: z
          .number()
          .describe("How far they usually are from it: their median distance, as a standard deviation."),
        limit: z.number().describe("Above this it is told."),
        hours: z.int(),
        of: z.int().describe("Turns or calls of that hour."),
        why: z.string(),
        runs: z.string().describe("The address of the page that lists the runs that made it."),
      }),
    ),
  })
  .meta({ id: "Anomalies" });
