import type { Body } from "../../../lib/definitions/definition.ts";
import { editedBody } from "../../../lib/definitions/definition.ts";
import { checkInput } from "../../../lib/input/check-input.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json } from "../answer.ts";
import { type Route, route } from "../route.ts";
import { type DefinitionApi, params, type schemasOf } from "./api.ts";
import { requireDefinition } from "./change.ts";
import { checklistOf } from "./checklist.ts";
import { usersOf } from "./users-of.ts";

/** What to know before publishing or archiving. */
export function insightRoutes(api: DefinitionApi, schemas: ReturnType<typeof schemasOf>): Route[] {
  const { kind, many, One, a, tag } = api;
  const one = `/api/v1/${many}/{name}`;
  return [
    route({
      id: `check${One}`,
      method: "GET",
      path: `${one}/checklist`,
      tag,
      summary: `Tell what blocks publishing ${a}, and what should be known before`,
      params,
      answers: { 200: { description: "The list", schema: schemas.checklist } },
      handle: async (call) =>
        json(200, { items: await checklistOf(api, call, await requireDefinition(api, call, call.params.name)) }),
    }),
    route({
      id: `usersOf${One}`,
      method: "GET",
      path: `${one}/used-by`,
      tag,
      summary: `Tell who names ${a}`,
      params,
      answers: { 200: { description: "Those that name it, published or in a draft", schema: schemas.usedBy } },
      async handle(call) {
        const { name } = await requireDefinition(api, call, call.params.name);
        return json(200, { items: await usersOf(call.runtime.ports.definitions, kind.kind, name) });
      },
    }),
    route({
      id: `try${One}`,
      method: "POST",
      path: `${one}/try`,
      tag,
      summary: `Keep the draft of ${a} as it is now, so that it can be tried`,
      params,
      answers: { 200: { description: "A version that is not published: below zero", schema: schemas.tried } },
      async handle(call) {
        authorize(call.principal, "administer", { kind: "installation" });
        const definition = await requireDefinition(api, call, call.params.name);
        const body = checkInput(kind.body, editedBody(definition).body, "The draft") as Body;
        const { definitions } = call.runtime.ports;
        return json(200, await definitions.snapshot(kind.kind, definition.name, body, call.principal.userId));
      },
    }),
  ];
}
