import * as z from "zod/mini";
import { slug } from "../../core/fields.ts";

/** Agents, and people if wanted, who speak by turns until something ends it. The name `person` stands for whoever wrote. */

const expression = z.string().check(z.minLength(1), z.maxLength(1_000));

export const groupChatFields = {
  members: z.array(slug).check(
    z.minLength(2),
    z.maxLength(20),
    z.refine((members) => new Set(members).size === members.length, "must not name anyone twice"),
  ),
  /** What it is for, told to everyone. */
  topic: z.optional(z.string().check(z.maxLength(10_000))),
  select: z.optional(
    z.discriminatedUnion("by", [
      z.strictObject({ by: z.literal("turn") }),
      /** The same seed gives the same order. */
      z.strictObject({ by: z.literal("random"), seed: z.optional(z.int()) }),
      z.strictObject({ by: z.literal("person") }),
      z.strictObject({ by: z.literal("model"), agent: slug }),
      /** The first rule that holds for the last message; else whoever's turn it is. */
      z.strictObject({
        by: z.literal("rules"),
        rules: z.array(z.strictObject({ when: expression, next: slug })).check(z.minLength(1), z.maxLength(50)),
      }),
    ]),
  ),
  /** Who may speak after whom; without an entry, anyone else. */
  transitions: z.optional(z.record(slug, z.array(slug))),
  /** A round has as many turns as there are members. */
  maxRounds: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
  end: z.optional(
    z.strictObject({
      /** Whoever says it ends the conversation. */
      phrase: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
      /** An agent that is asked, every so many turns, whether it is done. */
      judge: z.optional(z.strictObject({ agent: slug, every: z.optional(z.int().check(z.minimum(1), z.maximum(50))) })),
      /** So many in a row who had nothing to add. */
      silence: z.optional(z.int().check(z.minimum(1), z.maximum(20))),
    }),
  ),
  /** Sums up when it has ended. */
  closing: z.optional(slug),
};
