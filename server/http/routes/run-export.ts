import { z } from "zod";
import { AppError, unreachable } from "../../../lib/core/errors.ts";
import { fileName } from "../../../lib/export/file-name.ts";
import { otlpOf } from "../../../lib/replay/otlp.ts";
import { runFile } from "../../../lib/replay/run-file.ts";
import { redactJson } from "../../../lib/secrets/redact-json.ts";
import { json, type Whole } from "../answer.ts";
import { contentDisposition } from "../content-disposition.ts";
import { type Call, route } from "../route.ts";
import { event } from "../schemas/event.ts";
import { runParams } from "../schemas/ids.ts";
import { taskSummary } from "../schemas/task.ts";
import { sessionOfRun } from "../session-of-run.ts";

const format = z.enum(["json", "otlp"]);

const exported = z
  .object({
    format: z.literal("troupe.run"),
    version: z.literal(1),
    exportedAt: z.string(),
    sessionId: z.string(),
    run: taskSummary,
    events: z.array(event),
  })
  .meta({ id: "RunFile" });

const traces = z
  .object({ resourceSpans: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: "OtlpTraces", description: "What an OTLP/HTTP endpoint takes at /v1/traces." });

export const runExportRoutes = [
  route({
    id: "exportRun",
    method: "GET",
    path: "/api/v1/runs/{runId}/export",
    tag: "Runs",
    summary: "Take a run home as a file",
    description:
      "JSON is every event of the run and of those that worked for it, without the values of your secrets. OTLP is a trace by OpenTelemetry's conventions for generative AI, without anything that was said.",
    params: runParams,
    query: z.strictObject({ format: format.default("json") }),
    answers: {
      200: {
        description: "The file, or with `format=otlp` the trace; Content-Disposition names it",
        schema: z.union([exported, traces]),
      },
    },
    handle: async (call) => fileOf(call, call.params.runId, call.query.format),
  }),
];

async function fileOf(
  call: Pick<Call, "runtime" | "principal" | "server">,
  runId: string,
  wanted: z.infer<typeof format>,
): Promise<Whole> {
  const { runtime, principal, server } = call;
  const sessionId = await sessionOfRun(call, runId);
  const as = (ending: string) => ({
    "content-disposition": contentDisposition("attachment", fileName(runId, ending)),
  });
  switch (wanted) {
    case "json": {
      const events = await runtime.events(principal, sessionId, 0);
      const file = runFile(sessionId, events, runId, runtime.ports.now().toISOString());
      if (!file) throw new AppError("not_found", `There is no run ${runId}.`);
      const redact = (text: string) => runtime.ports.secrets.redact(principal.userId, text);
      return json(200, redactJson(file, redact), as("json"));
    }
    case "otlp": {
      const state = await runtime.state(principal, sessionId);
      const traced = otlpOf(sessionId, state, runId, { service: "troupe", version: server.version });
      return json(200, traced, as("otlp.json"));
    }
    default:
      return unreachable(wanted);
  }
}
