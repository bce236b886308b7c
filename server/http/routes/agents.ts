import { z } from "zod";
import { agentDefinition, toAgent } from "../../../lib/agents/agent.ts";
import { AppError } from "../../../lib/core/errors.ts";
import { requireAgent } from "../../../lib/core/require.ts";
import { checkAgent } from "../../agents/check-agent.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json, noContent } from "../answer.ts";
import { type Call, route } from "../route.ts";
import { agent } from "../schemas/agent.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Agents";
/** The agent of every session that names none. */
const defaultAgent = "general";

const params = z.strictObject({ name: z.string().min(1).max(200) });
const { name: _name, ...unnamed } = agentDefinition.shape;
const replacement = z
  .strictObject({ ...unnamed, name: z.optional(agentDefinition.shape.name) })
  .meta({ id: "AgentReplacement" });

const example = {
  name: "translator",
  description: "Translates into plain English.",
  instructions: "Translate what you are given into plain English.",
  models: ["demo/demo"],
  tools: [{ name: "ask_user" }, { name: "save_data", approval: "always" }],
};

async function publish(
  { runtime, principal }: Pick<Call, "runtime" | "principal">,
  definition: z.output<typeof agentDefinition>,
  create: boolean,
) {
  authorize(principal, "administer", { kind: "installation" });
  const wanted = toAgent(definition);
  checkAgent(wanted, runtime.ports);
  return runtime.world.publish(wanted, { create });
}

export const agentRoutes = [
  route({
    id: "listAgents",
    method: "GET",
    path: "/api/v1/agents",
    tag,
    summary: "List the agents, each in its current version",
    answers: { 200: { description: "All agents", schema: pageOf(agent) } },
    handle: ({ runtime }) => json(200, { items: runtime.world.agents(), nextCursor: null }),
  }),
  route({
    id: "createAgent",
    method: "POST",
    path: "/api/v1/agents",
    tag,
    summary: "Create an agent; it is published at once",
    body: agentDefinition,
    example,
    answers: { 201: { description: "The agent; Location names it", schema: agent } },
    async handle(call) {
      const made = await publish(call, call.body, true);
      return json(201, made, { location: `/api/v1/agents/${made.name}` });
    },
  }),
  route({
    id: "getAgent",
    method: "GET",
    path: "/api/v1/agents/{name}",
    tag,
    summary: "Read an agent",
    params,
    answers: { 200: { description: "The agent", schema: agent } },
    handle: ({ runtime, params: { name } }) => json(200, requireAgent(runtime.world, name)),
  }),
  route({
    id: "replaceAgent",
    method: "PUT",
    path: "/api/v1/agents/{name}",
    tag,
    summary: "Publish a new version of an agent; runs that are open keep theirs",
    params,
    body: replacement,
    example: { instructions: "Translate into plain English, and say what you were unsure of." },
    answers: { 200: { description: "The new version", schema: agent } },
    async handle(call) {
      const { name } = requireAgent(call.runtime.world, call.params.name);
      if (call.body.name !== undefined && call.body.name !== name) {
        const message = `must be ${name}: an agent keeps its name`;
        throw new AppError("invalid", `The body does not fit. name: ${message}.`, {
          fields: [{ path: "name", message }],
        });
      }
      return json(200, await publish(call, { ...call.body, name }, false));
    },
  }),
  route({
    id: "archiveAgent",
    method: "DELETE",
    path: "/api/v1/agents/{name}",
    tag,
    summary: "Archive an agent; its versions stay for the runs that use them",
    params,
    answers: { 204: { description: "It is archived" } },
    async handle({ runtime, principal, params: { name } }) {
      authorize(principal, "administer", { kind: "installation" });
      requireAgent(runtime.world, name);
      if (name === defaultAgent)
        throw new AppError(
          "conflict",
          `"${name}" answers where no agent is named, so it cannot be archived. Replace it instead.`,
        );
      await runtime.world.archive(name);
      return noContent();
    },
  }),
];
