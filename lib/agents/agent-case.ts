import * as z from "zod/mini";
import { shortText } from "../core/fields.ts";
import { jsonSchema } from "./json-schema.ts";

/** What is expected of an agent's answer to a message. */
const expectation = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("contains"), text: shortText }),
  /** RE2 syntax: no backreferences, no lookaround. */
  z.strictObject({ is: z.literal("matches"), pattern: shortText }),
  z.strictObject({ is: z.literal("calls"), tool: shortText }),
  z.strictObject({ is: z.literal("fits"), schema: jsonSchema }),
  /** Another model reads the answer and says whether it is as the rubric wants. */
  z.strictObject({ is: z.literal("judged"), rubric: shortText, model: z.optional(shortText) }),
]);
export type Expectation = z.infer<typeof expectation>;

export const agentCase = z.strictObject({
  message: z.string().check(z.minLength(1, "must not be empty"), z.maxLength(100_000)),
  expect: z.array(expectation).check(z.minLength(1, "must name at least one expectation"), z.maxLength(20)),
});
export type AgentCase = z.infer<typeof agentCase>;
