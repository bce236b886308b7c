import * as z from "zod/mini";
import { slug } from "../../core/fields.ts";

/** Finds the agent for each message: by mention, by keywords, by asking a model, or by falling back. */
export const routerFields = {
  agents: z.array(slug).check(z.minLength(1), z.maxLength(50)),
  rules: z.optional(
    z
      .array(
        z.strictObject({
          agent: slug,
          /** Words or phrases; case does not matter, and a word counts only as a whole one. */
          keywords: z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.minLength(1), z.maxLength(200)),
        }),
      )
      .check(z.maxLength(100)),
  ),
  /** Who is asked where no rule fits; without one, the fallback answers. */
  classifier: z.optional(
    z.strictObject({
      agent: slug,
      /** Below it, the answer is not followed. */
      threshold: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
      /** Below it, ask the person instead of falling back. */
      asks: z.optional(z.boolean()),
    }),
  ),
  fallback: slug,
};

export const usualThreshold = 0.6;
