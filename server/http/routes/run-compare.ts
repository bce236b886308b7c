import { z } from "zod";
import { id } from "../../../lib/core/fields.ts";
import { json } from "../answer.ts";
import { compareRuns } from "../compare-runs.ts";
import { route } from "../route.ts";
import { comparison } from "../schemas/comparison.ts";
import { runParams } from "../schemas/ids.ts";

export const runCompareRoutes = [
  route({
    id: "compareRuns",
    method: "GET",
    path: "/api/v1/runs/{runId}/compare",
    tag: "Runs",
    summary: "Put two runs beside each other, step by step",
    description:
      "Steps are aligned by what they are: models, times, prices and ids make no step another one. `first` is where the runs went apart.",
    params: runParams,
    query: z.strictObject({ with: id }),
    answers: { 200: { description: "Both runs, aligned", schema: comparison } },
    handle: async (call) => json(200, await compareRuns(call, call.params.runId, call.query.with)),
  }),
];
