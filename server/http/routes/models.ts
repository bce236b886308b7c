import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { json } from "../answer.ts";
import { route } from "../route.ts";

const tag = "Models";
const testMs = 30_000;

const modelError = z.object({
  code: z.string(),
  message: z.string(),
  status: z.number().optional(),
  retryAfterMs: z.number().optional(),
});

const model = z
  .object({
    name: z.string(),
    provider: z.string(),
    unavailable: z.string().nullable().describe("Why it cannot be used now."),
    contextTokens: z.number(),
    isDefault: z.boolean(),
    images: z.boolean().describe("It looks at images."),
    price: z
      .object({ input: z.number(), cached: z.number(), output: z.number() })
      .nullable()
      .describe("US dollars per million tokens."),
  })
  .meta({ id: "Model" });

const health = z
  .object({
    provider: z.string(),
    circuit: z.enum(["closed", "open", "half-open"]),
    failures: z.number(),
    lastError: modelError.nullable(),
    lastMs: z.number().nullable(),
  })
  .meta({ id: "ProviderHealth" });

const tested = z.union([
  z.object({ ok: z.literal(true), ms: z.number(), text: z.string() }),
  z.object({ ok: z.literal(false), ms: z.number(), error: modelError }),
]);

export const modelRoutes = [
  route({
    id: "listModels",
    method: "GET",
    path: "/api/v1/models",
    tag,
    summary: "List the models, and how their providers do",
    answers: {
      200: {
        description: "All models",
        schema: z.object({ items: z.array(model), nextCursor: z.null(), health: z.array(health) }),
      },
    },
    handle: ({ runtime: { ports } }) =>
      json(200, { items: ports.models.list(), nextCursor: null, health: ports.models.health() }),
  }),
  route({
    id: "testModel",
    method: "POST",
    path: "/api/v1/models/test",
    tag,
    summary: "Ask a model one short question, to see whether it answers",
    body: z.strictObject({ model: z.string().min(1).max(300) }),
    example: { model: "demo/demo" },
    answers: { 200: { description: "Whether it did: a model that does not answer is an answer too", schema: tested } },
    async handle({ runtime: { ports }, body }) {
      if (!ports.models.info(body.model)) {
        throw new AppError("not_found", `There is no model "${body.model}". GET /api/v1/models lists them.`);
      }
      return json(200, await ports.models.test(body.model, AbortSignal.timeout(testMs)));
    },
  }),
];
