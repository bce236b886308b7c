import { z } from "zod";
import { count, id, usage } from "../../../lib/core/fields.ts";
import { runStatuses } from "./run.ts";

const act = z
  .object({
    kind: z.enum(["turn", "call"]),
    id,
    runId: id,
    agent: z.string(),
    depth: count,
    name: z.string().describe("The tool; of a turn, the model."),
    given: z.unknown().describe("What the tool was called with; of a turn, the calls that the model made."),
    said: z.string(),
    failed: z.string().nullable(),
    usage: z.nullable(usage),
    cost: z.number().nullable(),
    ms: z.number().nullable(),
    at: z.string(),
  })
  .meta({ id: "RunAct" });

const totals = z
  .object({
    agent: z.string(),
    version: z.int(),
    status: z.enum(runStatuses),
    models: z.array(z.string()),
    turns: count,
    calls: count,
    usage,
    cost: z.number().nullable(),
    activeMs: z.number(),
  })
  .meta({ id: "RunTotals" });

export const comparison = z
  .object({
    a: totals,
    b: totals,
    first: z.nullable(count),
    rows: z.array(
      z.object({
        is: z.enum(["same", "changed", "only-a", "only-b"]),
        differs: z.array(z.enum(["agent", "given", "said", "failed"])).optional(),
        a: act.nullable(),
        b: act.nullable(),
      }),
    ),
  })
  .meta({ id: "RunComparison" });
