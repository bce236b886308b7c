import * as z from "zod/mini";
import { type Agent, defaultLimits } from "../core/agent.ts";
import { limits, shortText, slug, variables, whileRunning } from "../core/fields.ts";
import { approval, whatIsWrong } from "./approval-policy.ts";
import { jsonSchema } from "./json-schema.ts";

/** An agent as people write it: in `POST /agents`, in a form, in a file. */

export const toolName = z
  .string()
  .check(z.minLength(1), z.maxLength(128), z.regex(/^[A-Za-z0-9_.:/-]+$/, "may hold letters, digits and _ . : / -"));

const tool = z.union([toolName, z.strictObject({ name: toolName, approval: z.optional(approval) })], {
  error: whatIsWrong("must be a tool's name or { name, approval }"),
});

const sampling = z.strictObject({
  temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2))),
  topP: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  presencePenalty: z.optional(z.number().check(z.minimum(-2), z.maximum(2))),
  frequencyPenalty: z.optional(z.number().check(z.minimum(-2), z.maximum(2))),
  maxOutputTokens: z.optional(z.int().check(z.positive())),
});

const modelName = shortText.check(z.regex(/^[^/\s]+\/\S+$/, "must be provider/model, such as openai/gpt-5.4-mini"));

const model = z.union([modelName, z.strictObject({ name: modelName, sampling: z.optional(sampling) })], {
  error: whatIsWrong("must be a model's name or { name, sampling }"),
});

const personaText = z.optional(z.string().check(z.maxLength(20_000)));

const instructionText = z.string().check(z.minLength(1, "must not be empty"), z.maxLength(100_000));

export const agentDefinition = z.strictObject({
  name: slug,
  description: z.optional(z.string().check(z.maxLength(1000))),
  /** A list is joined by blank lines. */
  instructions: z.union([instructionText, z.array(instructionText).check(z.minLength(1), z.maxLength(100))], {
    error: whatIsWrong("must be text or a list of texts"),
  }),
  /** In order of preference; none means the default provider's model. */
  models: z.optional(z.array(model).check(z.maxLength(10))),
  tools: z.optional(
    z.array(tool).check(
      z.maxLength(200),
      z.refine((tools) => new Set(tools.map(nameOf)).size === tools.length, "must not name a tool twice"),
    ),
  ),
  limits: z.optional(
    z.strictObject({
      ...limits.shape,
      depth: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
      children: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
    }),
  ),
  sampling: z.optional(sampling),
  emoji: z.optional(z.string().check(z.minLength(1), z.maxLength(16))),
  /** 1 to 8. */
  color: z.optional(z.int().check(z.minimum(1), z.maximum(8))),
  persona: z.optional(z.strictObject({ role: personaText, goal: personaText, backstory: personaText })),
  /** What stands for the `{{variables}}` of the texts, unless the session says otherwise. */
  variables: z.optional(variables),
  /** Words by which others may ask for it. */
  capabilities: z.optional(z.array(slug).check(z.maxLength(50))),
  /** JSON Schema that a task must fit. */
  inputSchema: z.optional(jsonSchema),
  /** JSON Schema that the final answer must fit. */
  outputSchema: z.optional(jsonSchema),
  /** The agent that takes over when the models of this one fail. */
  fallback: z.optional(slug),
  /** What a message does while a run is open, in sessions that begin with this agent. */
  whileRunning: z.optional(whileRunning),
  /** What a person may begin a chat with. */
  suggestions: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(500))).check(z.maxLength(8))),
  memory: z.optional(
    z.strictObject({
      /** Names of the person's saved data that the agent is told at every turn. */
      data: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(20))),
    }),
  ),
});
export type AgentDefinition = z.input<typeof agentDefinition>;

/** A definition that is still being written. */
export type AgentDraft = Partial<z.output<typeof agentDefinition>> & { name: string };

/** The agent that a definition means, with the defaults filled in. */
export function toAgent(definition: AgentDraft): Omit<Agent, "version"> {
  const { name, description, instructions, models, tools, limits, ...rest } = definition;
  const own = (models ?? []).flatMap((each) => (typeof each === "string" || !each.sampling ? [] : [each]));
  return {
    ...withoutNothing(rest),
    name,
    description: description ?? "",
    instructions: typeof instructions === "string" ? instructions : (instructions ?? []).join("\n\n"),
    models: (models ?? []).map(nameOf),
    tools: (tools ?? []).map((each) => (typeof each === "string" ? { name: each } : each)),
    limits: { ...defaultLimits, ...limits },
    ...(own.length > 0 && { modelSampling: Object.fromEntries(own.map((each) => [each.name, each.sampling ?? {}])) }),
  };
}

function withoutNothing<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function nameOf(each: string | { name: string }): string {
  return typeof each === "string" ? each : each.name;
}
