import { z } from "zod";
import { id, text, title } from "../../../lib/core/fields.ts";
import { json } from "../answer.ts";
import { route } from "../route.ts";
import { runParams } from "../schemas/ids.ts";
import { session, viewOf } from "../schemas/session.ts";
import { sessionOfRun } from "../session-of-run.ts";

const wanted = z
  .strictObject({
    from: z
      .union([z.strictObject({ turnId: id }), z.strictObject({ callId: id })])
      .optional()
      .describe("The step that is done again, and all behind it. None: from the start."),
    version: z
      .union([z.literal("published"), z.int()])
      .optional()
      .describe("Which version of the agent or workflow; none: the one that the run had."),
    model: z.string().min(1).max(2_000).optional().describe("Another model than the agent's own."),
    content: z.optional(text).describe("From the start: what it is asked instead."),
    arguments: z.unknown().optional().describe("From a call: what its tool gets instead."),
    title: z.optional(title).describe("Of the new session."),
  })
  .meta({ id: "Rerun" });

export const rerunRoutes = [
  route({
    id: "rerunRun",
    method: "POST",
    path: "/api/v1/runs/{runId}/rerun",
    tag: "Runs",
    summary: "Do a run again, from its start or from one of its steps",
    description:
      "Opens a new session that begins with everything up to the step, and goes on from there; the session of the first time stays as it is. What tools have answered before the step is kept and not done again.",
    params: runParams,
    body: wanted,
    example: { version: "published", content: "Say it in French." },
    answers: {
      201: {
        description: "The new session, and the run in it; Location names the session",
        schema: z.object({ runId: id, session }).meta({ id: "RerunSession" }),
      },
    },
    async handle(call) {
      const { runtime, principal, params, body, key } = call;
      const { model, ...rest } = body;
      const sessionId = await sessionOfRun(call, params.runId);
      const again = { runId: params.runId, ...rest, ...(model !== undefined && { models: [model] }) };
      const made = await runtime.rerun(principal, sessionId, again, key?.openingId);
      return json(
        201,
        { runId: made.runId, session: viewOf(made.id, made.state) },
        { location: `/api/v1/sessions/${made.id}` },
      );
    },
  }),
];
