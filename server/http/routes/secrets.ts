import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { json, noContent } from "../answer.ts";
import { route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Secrets";

const secret = z
  .object({
    name: z.string(),
    hosts: z.array(z.string()).describe("Where it may be sent, and nowhere else."),
    lastFour: z.string().nullable().describe("Of its value; null where it is too short to show any of it."),
    createdAt: z.string(),
    rotatedAt: z.string().nullable(),
  })
  .meta({ id: "Secret" });

const name = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "may hold letters, digits and _ . -");
/** Those that the server keeps for itself, such as tokens of an MCP server, have a colon in their names. */
const anyName = z.strictObject({ name: z.string().min(1).max(200) });

export const secretRoutes = [
  route({
    id: "listSecrets",
    method: "GET",
    path: "/api/v1/secrets",
    tag,
    summary: "List your secrets: names and where they may go, never values",
    answers: { 200: { description: "All secrets", schema: pageOf(secret) } },
    handle: async ({ runtime, principal }) =>
      json(200, { items: await runtime.ports.secrets.list(principal.userId), nextCursor: null }),
  }),
  route({
    id: "putSecret",
    method: "PUT",
    path: "/api/v1/secrets/{name}",
    tag,
    summary: "Create a secret, or give it a new value",
    description:
      "A value can be used by name afterwards and never read again. `hosts` says where it may be sent: hosts (over https), addresses with what is below them, or `stdio:name` for the program of an MCP server. A new value keeps them unless others are given with it.",
    params: z.strictObject({ name }),
    body: z
      .strictObject({ value: z.string(), hosts: z.array(z.string().min(1).max(500)).min(1).max(50).optional() })
      .meta({ id: "SecretValue" }),
    example: { value: "a key that the weather service gave", hosts: ["api.weather.example"] },
    answers: {
      200: { description: "It has the new value", schema: secret },
      201: { description: "It is there", schema: secret },
    },
    async handle({ runtime, principal, params, body }) {
      const { secrets } = runtime.ports;
      const { secret: kept, created } = await secrets.put(principal.userId, params.name, body.value, body.hosts);
      return json(created ? 201 : 200, kept);
    },
  }),
  route({
    id: "deleteSecret",
    method: "DELETE",
    path: "/api/v1/secrets/{name}",
    tag,
    summary: "Delete a secret; what uses it fails from then on",
    params: anyName,
    answers: { 204: { description: "It is gone" } },
    async handle({ runtime, principal, params }) {
      if (!(await runtime.ports.secrets.delete(principal.userId, params.name)))
        throw new AppError("not_found", `There is no secret "${params.name}".`);
      return noContent();
    },
  }),
];
