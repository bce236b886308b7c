import { z } from "zod";
import { isAppError, unreachable } from "../../../lib/core/errors.ts";
import { type Bundle, bundle, bundleOf, plan } from "../../../lib/definitions/bundle.ts";
import {
  type BundleSettings,
  planSettings,
  type SettingStep,
  settingsOf,
} from "../../../lib/definitions/bundle-settings.ts";
import { type Body, definitionKinds } from "../../../lib/definitions/definition.ts";
import { checkInput } from "../../../lib/input/check-input.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json } from "../answer.ts";
import { allKinds, allOf } from "../definitions/all-kinds.ts";
import { type Call, route } from "../route.ts";

const tag = "Definitions";

const stepKind = z.enum([...definitionKinds, "setting"]);
const step = z.object({
  kind: stepKind,
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

async function plannedSettings(call: Pick<Call<unknown, unknown, Bundle>, "runtime" | "principal" | "body">) {
  const { settings } = call.body;
  if (!settings) return [];
  const agents = call.runtime.world.agents();
  return planSettings(await settingsHere(call), settings).map((step): SettingStep => {
    const answering = step.what === "answers" ? step.answers : null;
    if (answering === null || agents.some(({ name }) => name === answering)) return step;
    return {
      ...step,
      problem: `There is no published agent "${answering}" here. Publish it, then choose who answers.`,
    };
  });
}

async function settingsHere({ runtime, principal }: Pick<Call, "runtime" | "principal">): Promise<BundleSettings> {
  const { preferences, toolRules, mcp } = runtime.ports;
  return settingsOf({
    answers: (await preferences.read(principal.userId)).agent,
    rules: toolRules.list(principal.userId),
    servers: mcp.list().map(({ server }) => server),
  });
}

async function takeOver({ runtime, principal }: Pick<Call, "runtime" | "principal">, step: SettingStep): Promise<void> {
  const { preferences, toolRules, mcp } = runtime.ports;
  switch (step.what) {
    case "answers":
      await preferences.change(principal.userId, { agent: step.answers });
      return;
    case "rule":
      await toolRules.put(principal.userId, step.rule);
      return;
    case "server":
      await mcp.add(principal.userId, step.server);
      return;
    default:
      unreachable(step);
  }
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

function sentenceOfRefusal(error: unknown): string {
  if (isAppError(error)) return error.message;
  throw error;
}

/** Everything that people defined, in one file. */
export const bundleRoutes = [
  route({
    id: "exportBundle",
    method: "GET",
    path: "/api/v1/bundle",
    tag,
    summary: "Export agents, functions, workflows and settings as one readable bundle, without any secret",
    query: z.strictObject({
      only: z.enum(["agents", "functions", "workflows", "settings"]).optional().describe("Else all of them."),
    }),
    answers: { 200: { description: "The bundle", schema: bundle } },
    async handle(call) {
      const { only } = call.query;
      const kinds = allKinds.filter(({ kind }) => only === undefined || only === `${kind}s`);
      const all = await Promise.all(kinds.map((kind) => allOf(kind, call.runtime.ports.definitions)));
      const settings = only === undefined || only === "settings" ? await settingsHere(call) : undefined;
      return json(200, bundleOf(all.flat(), settings));
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
      const asked = call as Call<unknown, unknown, Bundle>;
      const steps = [...(await planned(asked)), ...(await plannedSettings(asked))];
      return json(200, {
        steps: steps.map(({ kind, name, do: what, changes, problem }) => ({ kind, name, do: what, changes, problem })),
      });
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
          done: z.array(z.object({ kind: stepKind, name: z.string(), do: z.string() })),
          refused: z.array(z.object({ kind: stepKind, name: z.string(), message: z.string() })),
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
      for (const each of await plannedSettings(call as Call<unknown, unknown, Bundle>)) {
        const { kind, name, do: what, problem } = each;
        if (what === "same") continue;
        const trouble = problem ?? (await takeOver(call, each).then(() => null, sentenceOfRefusal));
        if (trouble === null) done.push({ kind, name, do: what });
        else refused.push({ kind, name, message: trouble });
      }
      return json(200, { done, refused });
    },
  }),
];
