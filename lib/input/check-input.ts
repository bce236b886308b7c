import { z } from "zod/mini";
import { AppError } from "../core/errors.ts";
import { type FieldError, fieldErrors, messageFor } from "./field-errors.ts";

export type Schema = z.core.$ZodType;

const namedAtMost = 50;

/** What the schema makes of the value, or a refusal that names each wrong field. `what` begins the sentence: "The body". */
export function checkInput<S extends Schema>(schema: S, value: unknown, what: string): z.core.output<S> {
  const parsed = z.safeParse(schema, value, { error: messageFor });
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error.issues).slice(0, namedAtMost);
  const [only] = fields;
  const isAsAWhole = fields.length === 1 && only?.path === "" && /^(must|is) /.test(only.message);
  throw new AppError("invalid", isAsAWhole ? `${what} ${only.message}.` : `${what} does not fit. ${sentence(fields)}`, {
    fields,
  });
}

function sentence(fields: readonly FieldError[]): string {
  const named = fields.slice(0, 5).map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  const more = fields.length - named.length;
  return `${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}
