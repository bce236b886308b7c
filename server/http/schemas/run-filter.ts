import { z } from "zod";
import { readDeviation } from "../../../lib/operations/deviation.ts";
import type { RunQuery } from "../../ports/lists.ts";
import { cursor, words } from "../query.ts";
import { runStatuses } from "./run.ts";

export const spans = { "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;
export const span = z.enum(["1h", "24h", "7d", "30d"]);

/** `2026-01-31` is the beginning of that day, as UTC has it. */
const moment = z
  .union([z.iso.date(), z.iso.datetime()])
  .transform((at) => new Date(at).toISOString())
  .meta({ description: "A day or a time, as UTC has it." });

const dollars = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/, "must be a number, 0 or more")
  .transform(Number)
  .meta({ type: "number", minimum: 0, pattern: undefined });

/** What runs can be asked for by, in an address as well as over REST. */
export const runFilterShape = {
  agent: words.optional(),
  workflow: words.optional().describe("In sessions that this workflow conducts."),
  model: words.optional().describe("The one that was called last, such as `demo/demo`."),
  tool: words.optional().describe("Those that called it."),
  status: z.enum(runStatuses).optional(),
  open: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .meta({ type: "boolean", enum: undefined })
    .optional()
    .describe("Only those that are not over, or only those that are."),
  within: span.optional().describe("Queued within so long from now; `since` goes before it."),
  since: moment.optional(),
  until: moment.optional(),
  minCost: dollars.optional().describe("US dollars; a run whose cost is not known has none."),
  maxCost: dollars.optional(),
  error: words.optional().describe("Within what went wrong, or what that is called, such as `poison`."),
  text: words.optional().describe("Within the task."),
  sessionId: words.optional(),
  deviation: words
    .refine((text) => readDeviation(text) !== null, "must be such as tool:fetch_url:errors:2026-01-31T09:0")
    .optional()
    .describe("Those that made an hour otherwise than usual, as `runs` of `GET /anomalies` names it."),
};

export const runFilter = z.strictObject({ ...runFilterShape, cursor: cursor.optional() });
export type RunFilter = z.output<typeof runFilter>;

const hourMs = 3_600_000;

export function runQueryOf(
  { within, deviation: text, ...filter }: RunFilter,
  now: Date,
): Omit<RunQuery, "ownerId" | "limit"> {
  const deviation = text === undefined ? null : readDeviation(text);
  const asked = { ...filter, ...(deviation && { deviation }) };
  if (!within || filter.since) return asked;
  return { ...asked, since: new Date(now.getTime() - spans[within] * hourMs).toISOString() };
}
