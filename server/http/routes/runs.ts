import { z } from "zod";
import { isAppError } from "../../../lib/core/errors.ts";
import { id } from "../../../lib/core/fields.ts";
import { json } from "../answer.ts";
import { limit } from "../query.ts";
import { route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";
import { runFilter, runQueryOf } from "../schemas/run-filter.ts";
import { taskSummary } from "../schemas/task.ts";

const tag = "Runs";
/** So many can be cancelled by one call. */
const mostAtOnce = 200;

const cancelled = z
  .object({
    results: z.array(
      z.object({
        runId: z.string(),
        outcome: z.enum(["cancelled", "over", "failed"]).describe("`over`: it had come to its end before."),
        error: z.string().optional(),
      }),
    ),
  })
  .meta({ id: "CancelledRuns" });

type Outcome = z.input<typeof cancelled>["results"][number];

export const runRoutes = [
  route({
    id: "listRuns",
    method: "GET",
    path: "/api/v1/runs",
    tag,
    summary: "Find runs, the newest first",
    description: "The same filters as the page Runs has in its address.",
    query: runFilter.extend({ limit }),
    answers: { 200: { description: "A page of runs", schema: pageOf(taskSummary) } },
    async handle({ runtime, principal, query: { limit: most, ...filter } }) {
      const { lists, now } = runtime.ports;
      return json(200, await lists.runs({ ownerId: principal.userId, limit: most, ...runQueryOf(filter, now()) }));
    },
  }),
  route({
    id: "cancelRuns",
    method: "POST",
    path: "/api/v1/runs/cancel",
    tag,
    summary: "Cancel several runs",
    description: "Each stands or falls by itself. One that is not yours, or is not there, has failed.",
    body: z.strictObject({
      runIds: z.array(id).min(1).max(mostAtOnce),
      reason: z.string().min(1).max(2_000).optional(),
    }),
    example: { runIds: ["run_1", "run_2"], reason: "No longer needed" },
    answers: { 200: { description: "What became of each, in their order", schema: cancelled } },
    async handle({ runtime, principal, body: { runIds, reason } }) {
      const { lists, newId } = runtime.ports;
      const cancel = async (runId: string): Promise<Outcome> => {
        const run = await lists.run(principal.userId, runId);
        if (!run) return { runId, outcome: "failed", error: "There is no such run." };
        if (!run.open) return { runId, outcome: "over" };
        try {
          const command = { type: "run.cancel" as const, runId, ...(reason && { reason }) };
          await runtime.dispatch(principal, run.sessionId, command, newId("command"));
          return { runId, outcome: "cancelled" };
        } catch (error) {
          if (!isAppError(error)) throw error;
          return { runId, outcome: "failed", error: error.message };
        }
      };
      const results: Outcome[] = [];
      for (const runId of new Set(runIds)) results.push(await cancel(runId));
      return json(200, { results });
    },
  }),
];
