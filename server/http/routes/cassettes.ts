import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { count, id } from "../../../lib/core/fields.ts";
import { fileName } from "../../../lib/export/file-name.ts";
import { type Cassette, cassette, type DefinitionEntry } from "../../../lib/replay/cassette.ts";
import { recordRun } from "../../runtime/record-run.ts";
import { json } from "../answer.ts";
import { contentDisposition } from "../content-disposition.ts";
import { type Call, route } from "../route.ts";
import { runParams } from "../schemas/ids.ts";
import { sessionOfRun } from "../session-of-run.ts";

const tag = "Runs";

const file = z
  .object({
    format: z.literal("troupe.cassette"),
    version: z.literal(1),
    title: z.string(),
    recordedAt: z.string(),
    runId: z.optional(id),
  })
  .loose()
  .meta({ id: "Cassette", description: "What was asked, what models and tools answered, and what came of it." });

const verdict = z
  .union([
    z.object({ passed: z.literal(true), steps: z.optional(count) }),
    z.object({
      passed: z.literal(false),
      step: z.optional(count),
      where: z.string(),
      what: z.string(),
      expected: z.string(),
      got: z.string(),
    }),
  ])
  .meta({ id: "Verdict", description: "It went as it was recorded, or here is the first step that did not." });

const against = z
  .enum(["published", "recorded"])
  .default("published")
  .describe("Whose definitions it is played with: what is published now, or what it was recorded with.");

const answers = { 200: { description: "What came of it", schema: verdict } };

export const cassetteRoutes = [
  route({
    id: "recordCassette",
    method: "GET",
    path: "/api/v1/runs/{runId}/cassette",
    tag,
    summary: "Take a run home as a cassette: a test that needs no key and no network",
    description:
      "Play it with `npm run replay -- file`, or with `POST /api/v1/cassettes/play`. It holds none of your secrets.",
    params: runParams,
    answers: { 200: { description: "The cassette; Content-Disposition names it", schema: file } },
    async handle(call) {
      const made = await recorded(call, call.params.runId);
      const name = fileName(made.title, "cassette.json");
      return json(200, made, { "content-disposition": contentDisposition("attachment", name) });
    },
  }),
  route({
    id: "playRun",
    method: "POST",
    path: "/api/v1/runs/{runId}/play",
    tag,
    summary: "Play a run as a test: would it go the same way now?",
    description: "Models and tools answer as they did then, so nothing is asked or changed outside.",
    params: runParams,
    body: z.strictObject({ against }).meta({ id: "PlayRun" }),
    answers,
    async handle(call) {
      const made = await recorded(call, call.params.runId);
      return json(200, await play(call, made, call.body.against));
    },
  }),
  route({
    id: "playCassette",
    method: "POST",
    path: "/api/v1/cassettes/play",
    tag,
    summary: "Play a cassette",
    body: z.strictObject({ cassette: z.record(z.string(), z.unknown()), against }).meta({ id: "PlayCassette" }),
    answers,
    async handle(call) {
      const parsed = cassette.safeParse(call.body.cassette);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const path = ["cassette", ...(issue?.path ?? [])].join(".");
        throw new AppError("invalid", `This is no cassette: ${path} ${issue?.message}.`, {
          fields: [{ path, message: issue?.message ?? "is wrong" }],
        });
      }
      return json(200, await play(call, parsed.data, call.body.against));
    },
  }),
];

async function recorded(call: Pick<Call, "runtime" | "principal">, runId: string) {
  return recordRun(call.runtime, call.principal, await sessionOfRun(call, runId), runId);
}

async function play({ runtime }: Pick<Call, "runtime">, played: Cassette, wanted: z.infer<typeof against>) {
  const { player, definitions } = runtime.ports;
  if (wanted === "recorded") return player.play(played, []);
  const current = await Promise.all(
    played.definitions.map(async ({ kind, name }): Promise<DefinitionEntry[]> => {
      const body = (await definitions.get(kind, name))?.current?.body;
      return body ? [{ kind, name, body: body as Record<string, unknown> }] : [];
    }),
  );
  return player.play(played, current.flat());
}
