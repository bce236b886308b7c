import * as z from "zod/mini";
import { limits, slug } from "../../core/fields.ts";

/** Steps and the ways between them: what chains and crews are made into as well. */

export const nodeId = z
  .string()
  .check(z.minLength(1), z.maxLength(64), z.regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and _"));
const template = z.string().check(z.minLength(1), z.maxLength(20_000));
const expression = z.string().check(z.minLength(1), z.maxLength(1_000));
export const jsonSchema = z.record(z.string(), z.unknown());

const coordinate = z.number().check(z.minimum(-100_000), z.maximum(100_000));

const anyNode = {
  id: nodeId,
  title: z.optional(z.string().check(z.maxLength(100))),
  /** With several ways in: go on with each arrival, or wait for all. Inside a loop `any` is the default, else `all`. */
  join: z.optional(z.enum(["all", "any"])),
  /** Where a person put it in the picture; without, it is placed by its ways. */
  place: z.optional(z.strictObject({ x: coordinate, y: coordinate })),
};
export const agentStep = {
  /** What it is told. Without one, the message that began it, or what the step before said. */
  task: z.optional(template),
  /** `task`: nothing but its task, and that is the default. */
  sees: z.optional(z.enum(["conversation", "task"])),
  /** Its words join the conversation; true unless it is one of many side by side. */
  speaks: z.optional(z.boolean()),
  schema: z.optional(jsonSchema),
  retries: z.optional(z.int().check(z.minimum(0), z.maximum(5))),
  /** Does it when the first agent has failed. */
  fallback: z.optional(slug),
  limits: z.optional(limits),
  tools: z.optional(z.array(z.string()).check(z.maxLength(100))),
};

export const graphNode = z.discriminatedUnion("kind", [
  z.strictObject({ ...anyNode, kind: z.literal("start") }),
  z.strictObject({ ...anyNode, kind: z.literal("agent"), agent: slug, ...agentStep }),
  z.strictObject({
    ...anyNode,
    kind: z.literal("function"),
    function: z.string().check(z.minLength(1), z.maxLength(128)),
    /** Values with templates in them. */
    arguments: z.optional(z.record(z.string(), z.unknown())),
    retries: agentStep.retries,
  }),
  /** An agent picks one of the labels; the edge with that label is taken. */
  z.strictObject({
    ...anyNode,
    kind: z.literal("router"),
    agent: slug,
    question: z.optional(template),
    options: z
      .array(z.strictObject({ label: nodeId, description: z.string().check(z.maxLength(500)) }))
      .check(z.minLength(2), z.maxLength(20)),
  }),
  /** The first edge whose condition holds, else the one without a condition. */
  z.strictObject({ ...anyNode, kind: z.literal("branch") }),
  /** Takes the edge `again` while the condition holds, `max` times at most, then `done`. */
  z.strictObject({
    ...anyNode,
    kind: z.literal("loop"),
    max: z.int().check(z.minimum(1), z.maximum(100)),
    while: z.optional(expression),
  }),
  /** The agent does the same for every item of a list, some of them side by side. */
  z.strictObject({
    ...anyNode,
    kind: z.literal("map"),
    over: expression,
    agent: slug,
    ...agentStep,
    task: template,
    parallel: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
    /** What becomes of items that fail: the step fails, or the list has null in their place. */
    onError: z.optional(z.enum(["fail", "skip"])),
  }),
  z.strictObject({
    ...anyNode,
    kind: z.literal("person"),
    question: template,
    choices: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(20))),
    schema: z.optional(jsonSchema),
  }),
  z.strictObject({
    ...anyNode,
    kind: z.literal("workflow"),
    workflow: slug,
    task: z.optional(template),
    limits: z.optional(limits),
  }),
  /** Makes one of what came in: all texts, a list, the longest, or what most of them say. */
  z.strictObject({ ...anyNode, kind: z.literal("merge"), rule: z.enum(["texts", "list", "longest", "vote"]) }),
  z.strictObject({
    ...anyNode,
    kind: z.literal("end"),
    /** What the whole gives; without one, what the step before gave. */
    output: z.optional(template),
    /** The workflow says it in the conversation, where no agent has. */
    says: z.optional(z.boolean()),
  }),
]);
export type GraphNode = z.infer<typeof graphNode>;
export type NodeOf<K extends GraphNode["kind"]> = Extract<GraphNode, { kind: K }>;

export const graphEdge = z.strictObject({
  from: nodeId,
  to: nodeId,
  when: z.optional(expression),
  /** Taken when the step has failed. */
  on: z.optional(z.literal("error")),
  /** Of a router's option, or `again` and `done` of a loop. */
  label: z.optional(nodeId),
});
export type GraphEdge = z.infer<typeof graphEdge>;

export interface Graph {
  start: string;
  nodes: GraphNode[];
  edges: GraphEdge[];
}
