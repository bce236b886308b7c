import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { type Body, editedBody } from "../../../lib/definitions/definition.ts";
import { diff } from "../../../lib/definitions/diff.ts";
import { json } from "../answer.ts";
import { cursor, limit } from "../query.ts";
import { type Call, type Route, route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";
import { type DefinitionApi, params, type schemasOf } from "./api.ts";
import { publish, requireDefinition } from "./change.ts";

const numbered = z.strictObject({
  ...params.shape,
  version: z.coerce
    .number()
    .int()
    .min(-(2 ** 31))
    .max(2 ** 31 - 1)
    .describe("Below zero: a draft that was tried."),
});
const side = z
  .string()
  .regex(/^(draft|[1-9]\d{0,8})$/, 'must be a version\'s number or "draft"')
  .transform((text): number | "draft" => (text === "draft" ? text : Number(text)));

/** What was published, how it differs, and the way back. */
export function versionRoutes(api: DefinitionApi, schemas: ReturnType<typeof schemasOf>): Route[] {
  const { kind, many, One, a, tag } = api;
  const one = `/api/v1/${many}/{name}`;

  async function requireVersion({ runtime }: Pick<Call, "runtime">, name: string, version: number) {
    const found = await runtime.ports.definitions.version(kind.kind, name, version);
    if (!found) throw new AppError("not_found", `There is no version ${version} of ${kind.kind} "${name}".`);
    return found;
  }

  async function bodyAt(call: Call<unknown, unknown, unknown>, name: string, place: number | "draft"): Promise<Body> {
    if (place !== "draft") return (await requireVersion(call, name, place)).body;
    return editedBody(await requireDefinition(api, call, name)).body;
  }

  return [
    route({
      id: `list${One}Versions`,
      method: "GET",
      path: `${one}/versions`,
      tag,
      summary: `List the versions of ${a}, the newest first`,
      params,
      query: z.strictObject({ limit, cursor: cursor.optional() }),
      answers: { 200: { description: "A page of versions", schema: pageOf(schemas.version) } },
      async handle(call) {
        const { name } = await requireDefinition(api, call, call.params.name);
        return json(200, await call.runtime.ports.definitions.versions(kind.kind, name, call.query));
      },
    }),
    route({
      id: `get${One}Version`,
      method: "GET",
      path: `${one}/versions/{version}`,
      tag,
      summary: `Read a version of ${a}, also of one that is archived`,
      params: numbered,
      answers: { 200: { description: "The version with its body", schema: schemas.versionInFull } },
      handle: async (call) => json(200, await requireVersion(call, call.params.name, call.params.version)),
    }),
    route({
      id: `diff${One}`,
      method: "GET",
      path: `${one}/diff`,
      tag,
      summary: `Tell what differs between two versions of ${a}, or between one and the draft`,
      params,
      query: z.strictObject({
        from: side.optional().describe("The version that is published now, if nothing is said."),
        to: side.optional().describe("The draft, if nothing is said."),
      }),
      answers: { 200: { description: "What differs in meaning", schema: schemas.difference } },
      async handle(call) {
        const definition = await requireDefinition(api, call, call.params.name);
        const from = call.query.from ?? definition.current?.version ?? "draft";
        const to = call.query.to ?? "draft";
        const bodies = [await bodyAt(call, definition.name, from), await bodyAt(call, definition.name, to)] as const;
        return json(200, { from, to, changes: diff(...bodies) });
      },
    }),
    route({
      id: `rollBack${One}`,
      method: "POST",
      path: `${one}/rollback`,
      tag,
      summary: `Publish an old version of ${a} again, as a new one; a draft stays as it is`,
      params,
      body: schemas.rollback,
      example: { version: 1, note: "The new one was too talkative." },
      answers: { 200: { description: "The version", schema: schemas.published } },
      async handle(call) {
        const { name } = call.params;
        const { version, note = `Rolled back to version ${version}.` } = call.body;
        const { body } = await requireVersion(call, name, version);
        return json(200, await publish(api, call, name, body, { note, force: true, keepDraft: true }));
      },
    }),
  ];
}
