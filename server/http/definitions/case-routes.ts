import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { id } from "../../../lib/core/fields.ts";
import { type Body, type DefinitionCase, editedBody } from "../../../lib/definitions/definition.ts";
import { checkInput } from "../../../lib/input/check-input.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json, noContent } from "../answer.ts";
import { type Call, type Route, route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";
import { type DefinitionApi, params, type schemasOf } from "./api.ts";
import { requireDefinition } from "./change.ts";
import { runCases } from "./gate.ts";

const mostCases = 500;
const caseParams = z.strictObject({ ...params.shape, caseId: id });

/** Stored examples with what is expected of them. */
export function caseRoutes(api: DefinitionApi, schemas: ReturnType<typeof schemasOf>): Route[] {
  const { kind, many, One, a, tag } = api;
  const all = `/api/v1/${many}/{name}/cases`;

  async function cases(call: Call<{ name: string }>, action: "read" | "administer") {
    authorize(call.principal, action, { kind: "installation" });
    const definition = await requireDefinition(api, call as Call, call.params.name);
    const { name } = definition;
    return { name, edited: editedBody(definition), cases: call.runtime.ports.definitionCases };
  }
  const missing = (caseId: string) => new AppError("not_found", `There is no case ${caseId} of this ${kind.kind}.`);

  return [
    route({
      id: `list${One}Cases`,
      method: "GET",
      path: all,
      tag,
      summary: `List the test cases of ${a}, with how they came out against what an editor sees now`,
      params,
      answers: { 200: { description: "All its cases", schema: pageOf(schemas.case) } },
      async handle(call) {
        const found = await cases(call, "read");
        const results = await call.runtime.ports.caseResults.list(kind.kind, found.name, found.edited.hash);
        const items = (await found.cases.list(kind.kind, found.name)).map((each) => ({
          ...viewOf(each),
          result: results.find(({ caseId }) => caseId === each.id) ?? null,
        }));
        return json(200, { items, nextCursor: null });
      },
    }),
    route({
      id: `add${One}Case`,
      method: "POST",
      path: all,
      tag,
      summary: `Add a test case to ${a}`,
      params,
      body: schemas.newCase,
      example: api.caseExample,
      answers: { 201: { description: "The case", schema: schemas.case } },
      async handle(call) {
        const found = await cases(call, "administer");
        if ((await found.cases.list(kind.kind, found.name)).length >= mostCases)
          throw new AppError("too_large", `At most ${mostCases} cases can be kept. Delete some first.`);
        return json(201, viewOf(await found.cases.add(kind.kind, found.name, caseFrom(call.body))));
      },
    }),
    route({
      id: `run${One}Cases`,
      method: "POST",
      path: `${all}/run`,
      tag,
      summary: `Run test cases of ${a} against its draft, or what is published`,
      params,
      body: schemas.runCases,
      example: { cases: ["case_1"] },
      answers: { 200: { description: "How they came out", schema: schemas.caseResults } },
      async handle(call) {
        const found = await cases(call, "administer");
        const stored = await found.cases.list(kind.kind, found.name);
        const wanted = stored.filter(({ id: each }) => call.body.cases?.includes(each) ?? true);
        const body = checkInput(kind.body, found.edited.body, "What is to be tested") as Body;
        const results = await runCases(api, call, found.name, { body, hash: found.edited.hash }, wanted);
        return json(200, { hash: found.edited.hash, results });
      },
    }),
    route({
      id: `replace${One}Case`,
      method: "PUT",
      path: `${all}/{caseId}`,
      tag,
      summary: `Replace a test case of ${a}`,
      params: caseParams,
      body: schemas.newCase,
      example: api.caseExample,
      answers: { 200: { description: "The case", schema: schemas.case } },
      async handle(call) {
        const found = await cases(call, "administer");
        const changed = { id: call.params.caseId, ...caseFrom(call.body) };
        if (!(await found.cases.replace(kind.kind, found.name, changed))) throw missing(changed.id);
        return json(200, viewOf(changed));
      },
    }),
    route({
      id: `delete${One}Case`,
      method: "DELETE",
      path: `${all}/{caseId}`,
      tag,
      summary: `Delete a test case of ${a}`,
      params: caseParams,
      answers: { 204: { description: "It is gone" } },
      async handle(call) {
        const found = await cases(call, "administer");
        if (!(await found.cases.remove(kind.kind, found.name, call.params.caseId))) throw missing(call.params.caseId);
        return noContent();
      },
    }),
  ];
}

function caseFrom(sent: unknown): Omit<DefinitionCase, "id"> {
  const { title, ...data } = sent as { title: string };
  return { title, data };
}

function viewOf({ id: caseId, title, data }: DefinitionCase) {
  return { ...data, id: caseId, title };
}
