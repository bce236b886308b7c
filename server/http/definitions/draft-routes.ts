import { type Body, type Definition, editedBody } from "../../../lib/definitions/definition.ts";
import { json, noContent } from "../answer.ts";
import { type Route, route } from "../route.ts";
import { bodyOf, type DefinitionApi, itemOf, params, type schemasOf } from "./api.ts";
import { change, changed, type Publication, publish, requireDefinition } from "./change.ts";

/** What is written and not published yet, and its way to being published. */
export function draftRoutes(api: DefinitionApi, schemas: ReturnType<typeof schemasOf>): Route[] {
  const { many, One, a, tag } = api;
  const one = `/api/v1/${many}/{name}`;
  return [
    route({
      id: `get${One}Draft`,
      method: "GET",
      path: `${one}/draft`,
      tag,
      summary: `Read what an editor of ${a} begins with: the draft, or what is published`,
      params,
      answers: { 200: { description: "The body and its hash", schema: schemas.edited } },
      handle: async (call) => json(200, editedOf(await requireDefinition(api, call, call.params.name))),
    }),
    route({
      id: `save${One}Draft`,
      method: "PUT",
      path: `${one}/draft`,
      tag,
      summary: `Keep a draft of ${a}; nothing else changes`,
      description:
        "Fields may be left out until it is published. With `expectedHash`, nobody's change is overwritten unseen.",
      params,
      body: schemas.draft,
      example: api.replacementExample,
      answers: { 200: { description: "The draft as it is now", schema: schemas.edited } },
      async handle(call) {
        const { expectedHash } = call.body as { expectedHash?: string };
        const body = bodyOf(api, call.body as Body);
        const seen = expectedHash !== undefined && { expectedHash };
        return json(200, editedOf(await changed(api, call, call.params.name, { do: "save-draft", body, ...seen })));
      },
    }),
    route({
      id: `discard${One}Draft`,
      method: "DELETE",
      path: `${one}/draft`,
      tag,
      summary: `Discard the draft of ${a}; one that was never published is gone with it`,
      params,
      answers: { 204: { description: "There is no draft" } },
      async handle(call) {
        await change(api, call, call.params.name, { do: "discard-draft" });
        return noContent();
      },
    }),
    route({
      id: `publish${One}`,
      method: "POST",
      path: `${one}/publish`,
      tag,
      summary: `Publish the draft of ${a} as a version that never changes`,
      description: `A body that is published already is not published again.${
        api.kind.beginsSessions
          ? " With `canary` the new version takes that share of the sessions that begin from now on, and the current one stays."
          : ""
      }`,
      params,
      body: schemas.publish,
      example: { note: "Answers in the person's own language." },
      answers: { 200: { description: "The version", schema: schemas.published } },
      handle: async (call) =>
        json(200, await publish(api, call, call.params.name, null, given(call.body as Publication))),
    }),
    ...(api.kind.beginsSessions ? trialRoutes(api, schemas) : []),
  ];

  function editedOf(definition: Definition) {
    const { name, draft, current } = definition;
    const { body, hash } = editedBody(definition);
    return { name, body, hash, version: current?.version ?? null, changedAt: draft?.changedAt ?? null };
  }
}

/** A version beside the current one, for some of the sessions. */
function trialRoutes(api: DefinitionApi, schemas: ReturnType<typeof schemasOf>): Route[] {
  const { many, One, a, tag } = api;
  const one = `/api/v1/${many}/{name}`;
  return [
    route({
      id: `setCanaryOf${One}`,
      method: "PUT",
      path: `${one}/canary`,
      tag,
      summary: `Let a version of ${a} take a share of the sessions that begin from now on`,
      params,
      body: schemas.canary,
      example: { version: 1, share: 0.1 },
      answers: { 200: { description: "As it is now", schema: schemas.item } },
      handle: async (call) =>
        json(200, itemOf(api, await changed(api, call, call.params.name, { do: "set-canary", ...call.body }))),
    }),
    route({
      id: `endCanaryOf${One}`,
      method: "DELETE",
      path: `${one}/canary`,
      tag,
      summary: `End the trial of a version of ${a}`,
      params,
      answers: { 204: { description: "Every session takes the current version" } },
      async handle(call) {
        await change(api, call, call.params.name, { do: "end-canary" });
        return noContent();
      },
    }),
    route({
      id: `promote${One}`,
      method: "POST",
      path: `${one}/promote`,
      tag,
      summary: `Make the version on trial of ${a} the current one`,
      params,
      answers: { 200: { description: "As it is now", schema: schemas.item } },
      handle: async (call) => json(200, itemOf(api, await changed(api, call, call.params.name, { do: "promote" }))),
    }),
  ];
}

/** Without what was not sent. */
function given<T extends object>(sent: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as never;
}
