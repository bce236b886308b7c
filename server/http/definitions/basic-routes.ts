import { z } from "zod";
import { AppError, isAppError } from "../../../lib/core/errors.ts";
import { type Body, definitionStates, editedBody } from "../../../lib/definitions/definition.ts";
import { json, noContent } from "../answer.ts";
import { cursor, flag, limit, words } from "../query.ts";
import { type Call, type Route, route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";
import { bodyOf, type DefinitionApi, itemOf, params, type schemasOf } from "./api.ts";
import { change, changed, keepTags, publish, requireDefinition } from "./change.ts";

interface Sent extends Body {
  name?: string;
  publish?: boolean;
  note?: string;
  tags?: string[];
  expectedHash?: string;
}

/** The list, and one definition as a whole. */
export function basicRoutes(api: DefinitionApi, schemas: ReturnType<typeof schemasOf>): Route[] {
  const { kind, many, One, a, tag, example } = api;
  const all = `/api/v1/${many}`;
  const one = `${all}/{name}`;
  const atOnce = (sent: { publish?: boolean }) => sent.publish ?? kind.publishesAtOnce;

  async function write(caller: Call, name: string, sent: Sent, { create, draft }: { create: boolean; draft: boolean }) {
    const body = bodyOf(api, sent);
    const { note, expectedHash } = sent;
    if (draft)
      await change(api, caller, name, {
        do: create ? "create" : "save-draft",
        body,
        ...(expectedHash !== undefined && { expectedHash }),
      });
    else
      await publish(api, caller, name, body, {
        create,
        ...(note !== undefined && { note }),
        ...(expectedHash !== undefined && { expectedHash }),
      });
    return itemOf(api, await keepTags(api, caller, name, sent.tags));
  }

  return [
    route({
      id: `list${One}s`,
      method: "GET",
      path: all,
      tag,
      summary: `List the ${many}, by name, each in its current version`,
      query: z.strictObject({
        search: words.optional().describe("Words of the name, the description or the tags."),
        tag: words.optional(),
        state: z.enum(definitionStates).optional(),
        archived: flag.optional().describe("Only archived ones."),
        limit,
        cursor: cursor.optional(),
      }),
      answers: { 200: { description: `A page of ${many}`, schema: pageOf(schemas.item) } },
      async handle({ runtime, query }) {
        const { items, nextCursor } = await runtime.ports.definitions.list(kind.kind, query);
        return json(200, { items: items.map((each) => itemOf(api, each)), nextCursor });
      },
    }),
    route({
      id: `create${One}`,
      method: "POST",
      path: all,
      tag,
      summary: kind.publishesAtOnce ? `Create ${a}; it is published at once` : `Create ${a}, as a draft`,
      description: `\`publish\` says whether it counts at once (${kind.publishesAtOnce} if nothing is said). A draft may leave fields out.`,
      body: schemas.definition,
      formOf: (sent) => (isDraft(sent, atOnce) ? schemas.unpublished : schemas.definition),
      example,
      answers: { 201: { description: `The ${kind.kind}; Location names it`, schema: schemas.item } },
      async handle(call) {
        const sent = call.body as Sent & { name: string };
        const made = await write(call, sent.name, sent, { create: true, draft: !atOnce(sent) });
        return json(201, made, { location: `${all}/${sent.name}` });
      },
    }),
    route({
      id: `${kind.kind}sInBulk`,
      method: "POST",
      path: `${all}/bulk`,
      tag,
      summary: `Do the same to many ${many}`,
      body: schemas.bulk,
      example: { names: [example.name], action: "tag", tags: ["writing"] },
      answers: { 200: { description: "Which were changed, and why others were not", schema: schemas.bulkDone } },
      async handle(call) {
        const { names, action, tags } = call.body;
        if ((action === "tag" || action === "untag") && !tags?.length)
          throw new AppError("invalid", "Say which tags are meant.", {
            fields: [{ path: "tags", message: "is required" }],
          });
        const done: string[] = [];
        const refused: { name: string; code: string; message: string }[] = [];
        for (const name of new Set(names)) {
          const command =
            action === "archive" || action === "restore" ? { do: action } : { do: action, tags: tags ?? [] };
          try {
            await change(api, call, name, command);
            done.push(name);
          } catch (error) {
            if (!isAppError(error) || error.code === "unavailable") throw error;
            refused.push({ name, code: error.code, message: error.message });
          }
        }
        return json(200, { done, refused });
      },
    }),
    route({
      id: `get${One}`,
      method: "GET",
      path: one,
      tag,
      summary: `Read ${a}`,
      params,
      answers: { 200: { description: `The ${kind.kind}`, schema: schemas.item } },
      handle: async (call) => json(200, itemOf(api, await requireDefinition(api, call, call.params.name))),
    }),
    route({
      id: `replace${One}`,
      method: "PUT",
      path: one,
      tag,
      summary: kind.publishesAtOnce
        ? `Publish a new version of ${a}; runs that are open keep theirs`
        : `Replace the draft of ${a}`,
      description: "With `?draft=true` only the draft is replaced.",
      params,
      query: z.strictObject({ draft: flag.optional() }),
      body: schemas.replacement,
      formOf: (sent) => (isDraft(sent, atOnce) ? schemas.replacementDraft : schemas.replacement),
      example: api.replacementExample,
      answers: { 200: { description: "As it is now", schema: schemas.item } },
      async handle(call) {
        const { name } = await requireDefinition(api, call, call.params.name);
        const sent = call.body as Sent;
        if (sent.name !== undefined && sent.name !== name) {
          const message = `must be ${name}: ${a} keeps its name`;
          throw new AppError("invalid", `The body does not fit. name: ${message}.`, {
            fields: [{ path: "name", message }],
          });
        }
        return json(200, await write(call, name, sent, { create: false, draft: call.query.draft ?? !atOnce(sent) }));
      },
    }),
    route({
      id: `archive${One}`,
      method: "DELETE",
      path: one,
      tag,
      summary: `Archive ${a}; its versions stay for the runs that use them`,
      params,
      answers: { 204: { description: "It is archived" } },
      async handle(call) {
        await change(api, call, call.params.name, { do: "archive" });
        return noContent();
      },
    }),
    route({
      id: `restore${One}`,
      method: "POST",
      path: `${one}/restore`,
      tag,
      summary: `Bring back ${a} that was archived`,
      params,
      answers: { 200: { description: "It is in use again", schema: schemas.item } },
      handle: async (call) => json(200, itemOf(api, await changed(api, call, call.params.name, { do: "restore" }))),
    }),
    route({
      id: `copy${One}`,
      method: "POST",
      path: `${one}/copy`,
      tag,
      summary: "Make a draft under another name, with the same body and tags",
      params,
      body: schemas.copy,
      example: { name: `${example.name}-2` },
      answers: { 201: { description: "The copy; Location names it", schema: schemas.item } },
      async handle(call) {
        const original = await requireDefinition(api, call, call.params.name);
        const { body } = editedBody(original);
        await change(api, call, call.body.name, { do: "create", body });
        const made = await changed(api, call, call.body.name, { do: "set-tags", tags: original.tags });
        return json(201, itemOf(api, made), { location: `${all}/${made.name}` });
      },
    }),
  ];
}

function isDraft(sent: unknown, atOnce: (sent: { publish?: boolean }) => boolean): boolean {
  if (sent === null || typeof sent !== "object") return false;
  const { publish: said } = sent as { publish?: unknown };
  return !atOnce(typeof said === "boolean" ? { publish: said } : {});
}
