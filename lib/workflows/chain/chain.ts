import * as z from "zod/mini";
import { slug } from "../../core/fields.ts";
import { agentStep } from "../graph/graph.ts";

/** One step after the other, some of them side by side, some only if a condition holds. */

const expression = z.string().check(z.minLength(1), z.maxLength(1_000));
const template = z.string().check(z.minLength(1), z.maxLength(20_000));
const title = z.optional(z.string().check(z.minLength(1), z.maxLength(100)));

export const deepest = 5;

const agentSchema = z.strictObject({ title, agent: slug, ...agentStep });
const functionSchema = z.strictObject({
  title,
  function: z.string().check(z.minLength(1), z.maxLength(128)),
  arguments: z.optional(z.record(z.string(), z.unknown())),
  retries: agentStep.retries,
});
const personSchema = z.strictObject({
  title,
  person: template,
  choices: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(20))),
});
const workflowSchema = z.strictObject({ title, workflow: slug, task: agentStep.task, limits: agentStep.limits });
const merge = z.enum(["texts", "list", "longest", "vote"]);

export type ChainStep =
  | z.infer<typeof agentSchema>
  | z.infer<typeof functionSchema>
  | z.infer<typeof personSchema>
  | z.infer<typeof workflowSchema>
  | { title?: string; parallel: ChainStep[][]; gather: z.infer<typeof agentSchema> | { merge: z.infer<typeof merge> } }
  | { title?: string; when: string; do: ChainStep[]; otherwise?: ChainStep[] };

function tooDeep({ input }: { input?: unknown }): string | undefined {
  const holdsSteps = input !== null && typeof input === "object" && ("parallel" in input || "when" in input);
  return holdsSteps
    ? `must not hold steps itself: they stand within each other ${deepest} levels deep at most`
    : undefined;
}

function stepsOf(depth: number): z.ZodMiniType<ChainStep[]> {
  const plain = [agentSchema, functionSchema, personSchema, workflowSchema] as const;
  const most = z.maxLength(50);
  if (depth === 0)
    return z.array(z.union(plain, { error: tooDeep })).check(z.minLength(1), most) as z.ZodMiniType<ChainStep[]>;
  const inner = stepsOf(depth - 1);
  const step = z.union([
    ...plain,
    z.strictObject({
      title,
      parallel: z.array(inner).check(z.minLength(2), z.maxLength(20)),
      gather: z.union([agentSchema, z.strictObject({ merge })]),
    }),
    z.strictObject({ title, when: expression, do: inner, otherwise: z.optional(inner) }),
  ]);
  return z.array(step).check(z.minLength(1), most) as z.ZodMiniType<ChainStep[]>;
}

export const chainSteps = stepsOf(deepest);
