import * as z from "zod/mini";
import { limits, slug } from "../../core/fields.ts";
import { jsonSchema, nodeId } from "../graph/graph.ts";

/** Members with roles, and tasks that are done one after the other, side by side, or under a manager. */
export const crewFields = {
  members: z
    .array(
      z.strictObject({
        agent: slug,
        role: z.optional(z.string().check(z.maxLength(200))),
        goal: z.optional(z.string().check(z.maxLength(2_000))),
        backstory: z.optional(z.string().check(z.maxLength(5_000))),
      }),
    )
    .check(z.minLength(1), z.maxLength(50)),
  tasks: z
    .array(
      z.strictObject({
        id: nodeId,
        title: z.optional(z.string().check(z.maxLength(100))),
        description: z.string().check(z.minLength(1), z.maxLength(20_000)),
        expected: z.optional(z.string().check(z.maxLength(5_000))),
        schema: z.optional(jsonSchema),
        /** Who does it; under a manager it may be left open. */
        agent: z.optional(slug),
        /** The tasks whose results it needs. One after the other, those before it where nothing is named. */
        context: z.optional(z.array(nodeId).check(z.maxLength(50))),
        retries: z.optional(z.int().check(z.minimum(0), z.maximum(5))),
        fallback: z.optional(slug),
        limits: z.optional(limits),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
  process: z.enum(["sequential", "parallel", "hierarchical"]),
  /** Gives out the tasks, accepts or returns what comes back, and says the result. */
  manager: z.optional(slug),
  /** How often a result may be returned before it is taken as it is. */
  maxReturns: z.optional(z.int().check(z.minimum(0), z.maximum(5))),
};
