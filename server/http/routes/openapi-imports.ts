import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { type ApiImport, apiAuth, apiImportRequest, apiPreview, apiToolName } from "../../../lib/openapi/api-import.ts";
import type { ApiImports } from "../../ports/api-imports.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json, noContent } from "../answer.ts";
import { type Call, route } from "../route.ts";
import { approval } from "../schemas/agent.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Imported APIs";

const preview = z
  .object({
    title: z.string(),
    version: z.string(),
    baseUrl: z.string().nullable().describe("Where the API is, as the description says; null where it does not."),
    operations: z.array(
      z.object({
        id: z.string(),
        method: z.string(),
        path: z.string(),
        summary: z.string(),
        problem: z.string().nullable().describe("Why it cannot become a tool."),
      }),
    ),
    truncated: z.boolean().describe("There are more than these."),
  })
  .meta({ id: "ApiPreview" });

const imported = z
  .object({
    name: z.string(),
    title: z.string(),
    baseUrl: z.string(),
    sourceUrl: z.string().nullable(),
    auth: z.nullable(apiAuth),
    approval: approval.nullable(),
    tools: z.array(z.string()).describe("As agents call them."),
    createdAt: z.string(),
  })
  .meta({ id: "ImportedApi" });

function answerOf({ operations, ownerId: _ownerId, ...rest }: ApiImport): z.input<typeof imported> {
  return { ...rest, tools: operations.map(({ id }) => apiToolName(rest.name, id)) };
}

function apis({ runtime, principal }: Pick<Call, "runtime" | "principal">): ApiImports {
  authorize(principal, "administer", { kind: "installation" });
  return runtime.ports.apis;
}

const document = {
  openapi: "3.1.0",
  info: { title: "Lakes", version: "1" },
  servers: [{ url: "https://lakes.example/v1" }],
  paths: { "/lakes": { get: { operationId: "listLakes", summary: "List the lakes" } } },
};

export const openapiImportRoutes = [
  route({
    id: "previewOpenapiImport",
    method: "POST",
    path: "/api/v1/openapi-imports/preview",
    tag,
    summary: "Look at what an OpenAPI description offers, before anything of it is imported",
    body: apiPreview,
    example: { document },
    answers: { 200: { description: "The operations that can be chosen", schema: preview } },
    async handle(call) {
      const { title, version, baseUrl, operations, truncated } = await apis(call).preview(call.body);
      const shown = operations.map(({ id, method, path, summary, problem }) => ({
        id,
        method,
        path,
        summary,
        problem,
      }));
      return json(200, { title, version, baseUrl, operations: shown, truncated });
    },
  }),
  route({
    id: "createOpenapiImport",
    method: "POST",
    path: "/api/v1/openapi-imports",
    tag,
    summary: "Make tools of chosen operations of an API",
    description:
      "Nothing is called by importing. Operations that change something need a person's yes, unless `approval` says otherwise. `auth` names a secret that was given for the API's address.",
    body: apiImportRequest,
    example: { name: "lakes", document, operations: ["listLakes"] },
    answers: { 201: { description: "The import, with the names of its tools", schema: imported } },
    handle: async (call) => json(201, answerOf(await apis(call).add(call.principal.userId, call.body))),
  }),
  route({
    id: "listOpenapiImports",
    method: "GET",
    path: "/api/v1/openapi-imports",
    tag,
    summary: "List the imported APIs",
    answers: { 200: { description: "All of them", schema: pageOf(imported) } },
    handle: (call) => json(200, { items: apis(call).list().map(answerOf), nextCursor: null }),
  }),
  route({
    id: "deleteOpenapiImport",
    method: "DELETE",
    path: "/api/v1/openapi-imports/{name}",
    tag,
    summary: "Remove an imported API with its tools",
    params: z.strictObject({ name: z.string().min(1).max(64) }),
    answers: { 204: { description: "It is gone" } },
    async handle(call) {
      if (!(await apis(call).remove(call.params.name)))
        throw new AppError("not_found", `There is no imported API "${call.params.name}".`);
      return noContent();
    },
  }),
];
