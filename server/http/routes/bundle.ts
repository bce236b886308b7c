import { z } from "zod";
import { isAppError } from "../../../lib/core/errors.ts";
import { type Bundle, bundle, bundleOf, plan } from "../../../lib/definitions/bundle.ts";
import { type Body, definitionKinds } from "../../../lib/definitions/definition.ts";
import { checkInput } from "../../../lib/input/check-input.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json } from "../answer.ts";
import { allKinds, allOf } from "../definitions/all-kinds.ts";
import { type Call, route } from "../route.ts";

const tag = "Definitions";

const step = z.object({
  kind: z.enum(definitionKinds),
  name: z.string(),
  do: z.enum(["create", "change", "same"]),
  changes: z.array(z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  problem: z.string().nullable().describe("Why it would be refused."),
});
const example = {
  format: "troupe-bundle",
  version: 1,
  agents: [{ name: "poet", body: { instructions: "Answer in verse." } }],
};

async function planned({ runtime, body }: Pick<Call<unknown, unknown, Bundle>, "runtime" | "body">) {
  const current = await Promise.all(allKinds.map((kind) => allOf(kind, runtime.ports.definitions)));
  return plan(current.flat(), body).map((each) => ({ ...each, problem: troubleWith(each.kind, each.body) }));
}

/** A draft may leave fields out, but not get them wrong, nor have others. */
function troubleWith(kind: string, body: Body): string | null {
  const schema = allKinds.find((each) => each.kind === kind)?.body;
  if (!schema) return `There is no kind "${kind}".`;
  const fields = Object.entries(schema.shape).map(([key, field]) => [key, z.optional(field as z.core.$ZodType)]);
  try {
    checkInput(z.strictObject(Object.fromEntries(fields)), body, "It");
    return null;
  } catch (error) {
    if (isAppError(error)) return error.message;
    throw error;
  }
}

/** Everything that people defined, in one file. */
export const bundleRoutes = [
  route({
    id: "exportBundle",
    method: "GET",
    path: "/api/v1/bundle",
    tag,
    summary: "Export all agents, functions and workflows as one readable bundle, without any secret",
    answers: { 200: { description: "The bundle", schema: bundle } },
    async handle({ runtime }) {
      const all = await Promise.all(allKinds.map((kind) => allOf(kind, runtime.ports.definitions)));
      return json(200, bundleOf(all.flat()));
    },
  }),
  route({
    id: "planBundle",
    method: "POST",
    path: "/api/v1/bundle/plan",
    tag,
    summary: "Tell what taking a bundle over would do; nothing is done",
    body: bundle,
    example,
    answers: { 200: { description: "What would happen, in order", schema: z.object({ steps: z.array(step) }) } },
    async handle(call) {
      const steps = await planned(call as Call<unknown, unknown, Bundle>);
      return json(200, { steps: steps.map(({ body: _body, tags: _tags, ...told }) => told) });
    },
  }),
  route({
    id: "applyBundle",
    method: "POST",
    path: "/api/v1/bundle/apply",
    tag,
    summary: "Take a bundle over as drafts: nothing is published, and approvals begin anew",
    body: bundle,
    example,
    answers: {
      200: {
        description: "What was done, and what was refused and why",
        schema: z.object({
          done: z.array(z.object({ kind: z.enum(definitionKinds), name: z.string(), do: z.string() })),
          refused: z.array(z.object({ kind: z.enum(definitionKinds), name: z.string(), message: z.string() })),
        }),
      },
    },
    async handle(call) {
      authorize(call.principal, "administer", { kind: "installation" });
      const { definitions } = call.runtime.ports;
      const by = call.principal.userId;
      const done: { kind: string; name: string; do: string }[] = [];
      const refused: { kind: string; name: string; message: string }[] = [];
      for (const { kind, name, do: what, body, tags, problem } of await planned(
        call as Call<unknown, unknown, Bundle>,
      )) {
        if (what === "same") continue;
        if (problem !== null) {
          refused.push({ kind, name, message: problem });
          continue;
        }
        await definitions.change(kind, name, { do: what === "create" ? "create" : "save-draft", body }, by);
        if (what === "create" && tags.length > 0) await definitions.change(kind, name, { do: "set-tags", tags }, by);
        done.push({ kind, name, do: what });
      }
      return json(200, { done, refused });
    },
  }),
];
