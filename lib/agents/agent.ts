import * as z from "zod/mini";
import { type Agent, defaultLimits } from "../core/agent.ts";
import { limits, shortText, slug } from "../core/fields.ts";

/** An agent as people write it: in `POST /agents`, in a form, in a file. */

const condition = z.strictObject({
  argument: z.string().check(z.minLength(1), z.maxLength(200)),
  is: z.enum(["equal", "not-equal", "above", "below", "contains", "present"]),
  value: z.optional(z.union([z.string(), z.number(), z.boolean()], "must be text, a number, true or false")),
});

const approval = z.union(
  [z.enum(["never", "always"]), z.strictObject({ when: z.array(condition).check(z.minLength(1), z.maxLength(20)) })],
  { error: whatIsWrong('must be "never", "always" or { when: [conditions] }') },
);

const toolName = z
  .string()
  .check(z.minLength(1), z.maxLength(128), z.regex(/^[A-Za-z0-9_.:/-]+$/, "may hold letters, digits and _ . : / -"));

const tool = z.union([toolName, z.strictObject({ name: toolName, approval: z.optional(approval) })], {
  error: whatIsWrong("must be a tool's name or { name, approval }"),
});

const instructionText = z.string().check(z.minLength(1, "must not be empty"), z.maxLength(100_000));

export const agentDefinition = z.strictObject({
  name: slug,
  description: z.optional(z.string().check(z.maxLength(1000))),
  /** A list is joined by blank lines. */
  instructions: z.union([instructionText, z.array(instructionText).check(z.minLength(1), z.maxLength(100))], {
    error: whatIsWrong("must be text or a list of texts"),
  }),
  /** In order of preference; none means the default provider's model. */
  models: z.optional(
    z
      .array(shortText.check(z.regex(/^[^/\s]+\/\S+$/, "must be provider/model, such as openai/gpt-5.4-mini")))
      .check(z.maxLength(10)),
  ),
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
  sampling: z.optional(
    z.strictObject({
      temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2))),
      topP: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
      presencePenalty: z.optional(z.number().check(z.minimum(-2), z.maximum(2))),
      frequencyPenalty: z.optional(z.number().check(z.minimum(-2), z.maximum(2))),
      maxOutputTokens: z.optional(z.int().check(z.positive())),
    }),
  ),
  emoji: z.optional(z.string().check(z.minLength(1), z.maxLength(16))),
  /** JSON Schema that the final answer must fit. */
  outputSchema: z.optional(
    z.record(z.string(), z.unknown()).check(z.refine(isModest, "must be at most 64 KiB of JSON and 32 levels deep")),
  ),
});
export type AgentDefinition = z.input<typeof agentDefinition>;

/** The agent that a definition means, with the defaults filled in. */
export function toAgent(definition: z.output<typeof agentDefinition>): Omit<Agent, "version"> {
  const { name, description, instructions, models, tools, limits, sampling, emoji, outputSchema } = definition;
  return {
    name,
    description: description ?? "",
    instructions: typeof instructions === "string" ? instructions : instructions.join("\n\n"),
    models: models ?? [],
    tools: (tools ?? []).map((each) => (typeof each === "string" ? { name: each } : each)),
    limits: { ...defaultLimits, ...limits },
    ...(sampling && { sampling }),
    ...(emoji && { emoji }),
    ...(outputSchema && { outputSchema }),
  };
}

function nameOf(tool: string | { name: string }): string {
  return typeof tool === "string" ? tool : tool.name;
}

/** Where one of the forms was plainly meant, says what is wrong with that one; else what the forms are. */
function whatIsWrong(otherwise: string) {
  return (issue: z.core.$ZodRawIssue): string => {
    if (issue.code !== "invalid_union") return otherwise;
    const meant = issue.errors.find(
      (errors) => !errors.some((each) => each.code === "invalid_type" && each.path.length === 0),
    );
    const first = meant?.[0];
    return first && first.code !== "invalid_value"
      ? [first.path.join("."), first.message].filter(Boolean).join(": ")
      : otherwise;
  };
}

function isModest(schema: unknown): boolean {
  return isShallow(schema, 32) && JSON.stringify(schema).length <= 64 * 1024;
}

function isShallow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}
