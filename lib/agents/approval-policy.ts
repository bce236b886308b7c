import * as z from "zod/mini";

const condition = z.strictObject({
  argument: z.string().check(z.minLength(1), z.maxLength(200)),
  is: z.enum(["equal", "not-equal", "above", "below", "contains", "present"]),
  value: z.optional(z.union([z.string(), z.number(), z.boolean()], "must be text, a number, true or false")),
});

export const approval = z.union(
  [z.enum(["never", "always"]), z.strictObject({ when: z.array(condition).check(z.minLength(1), z.maxLength(20)) })],
  { error: whatIsWrong('must be "never", "always" or { when: [conditions] }') },
);

/** Where one of the forms was plainly meant, says what is wrong with that one; else what the forms are. */
export function whatIsWrong(otherwise: string) {
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
