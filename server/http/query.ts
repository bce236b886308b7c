import { z } from "zod";
import { AppError } from "../../lib/core/errors.ts";
import { checkInput, type Schema } from "../../lib/input/check-input.ts";

/** The query of a request as the schema wants it. A name that is given twice is refused: which one would count? */
export function parseQuery(schema: Schema | undefined, search: string): unknown {
  const given: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in given) {
      const fields = [{ path: name.slice(0, 200), message: "is given twice" }];
      throw new AppError("invalid", `The query does not fit. ${name.slice(0, 200)}: is given twice.`, { fields });
    }
    given[name] = value;
  }
  return checkInput(schema ?? z.strictObject({}), { ...given }, "The query");
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^-?\d{1,15}$/, "must be a whole number")
    .transform((text) => Math.min(most, Math.max(least, Number(text))));
}

/** How many: clamped, not refused. */
export const limit = wholeNumber(1, 500).default(50).meta({
  type: "integer",
  minimum: 1,
  maximum: 500,
  default: 50,
  pattern: undefined,
  description: "How many at most; 50 if nothing is said.",
});

/** Where the next page begins: `nextCursor` of the page before. */
export const cursor = z.string().min(1).max(1000).describe("`nextCursor` of the page before.");

/** A number of an event: 0 is before the first one. */
export const seq = z
  .string()
  .regex(/^\d{1,15}$/, "must be a whole number, 0 or more")
  .transform(Number)
  .meta({ type: "integer", minimum: 0, pattern: undefined });

export const flag = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .meta({ type: "boolean", enum: undefined });

/** Words of a person: no control characters, which no list could hold. */
export const words = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, "must not hold control characters");
