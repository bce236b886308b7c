import { z } from "zod/mini";
import { AppError } from "../core/errors.ts";

export type Schema = z.core.$ZodType;

interface FieldError {
  path: string;
  message: string;
}

const namedAtMost = 50;
const { localeError } = z.locales.en();

/** What the schema makes of the value, or a refusal that names each wrong field. `what` begins the sentence: "The body". */
export function checkInput<S extends Schema>(schema: S, value: unknown, what: string): z.core.output<S> {
  const parsed = z.safeParse(schema, value, { error: messageFor });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) => fieldErrors(issue, [])).slice(0, namedAtMost);
  const [only] = fields;
  const isAsAWhole = fields.length === 1 && only?.path === "" && /^(must|is) /.test(only.message);
  throw new AppError("invalid", isAsAWhole ? `${what} ${only.message}.` : `${what} does not fit. ${sentence(fields)}`, {
    fields,
  });
}

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** "Missing" is said as such, not as a wrong type, and a choice with what there is to choose. Schemas with a message of their own keep it. */
function messageFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value"))
    return "is required";
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type" && issue.expected in kinds) return `must be ${kinds[issue.expected]}`;
  const said = localeError(issue);
  return typeof said === "string" ? said : said?.message;
}

function fieldErrors(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => fieldError([...path, key], "is not a known field"));
  if (issue.code === "invalid_union") return unionErrors(issue, path);
  return [fieldError(path, issue.message)];
}

/** Where one of the forms was plainly meant, what is wrong with that one; else what the forms are. */
function unionErrors(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): FieldError[] {
  if (issue.errors.length === 0) {
    const options = "options" in issue && Array.isArray(issue.options) ? issue.options : [];
    return [fieldError(path, options.length > 0 ? `must be one of ${options.join(", ")}` : issue.message)];
  }
  if (issue.message !== "Invalid input") return [fieldError(path, issue.message)];
  const meant = issue.errors.find(
    (errors) => !errors.some((each) => each.code === "invalid_type" && each.path.length === 0),
  );
  if (meant) return meant.flatMap((each) => fieldErrors(each, path));
  const forms = [...new Set(issue.errors.flatMap((errors) => errors.map((each) => each.message)))];
  return [fieldError(path, forms.join(", or "))];
}

function fieldError(path: readonly PropertyKey[], message: string): FieldError {
  return { path: path.map(String).join(".").slice(0, 200), message: message.slice(0, 500) };
}

function sentence(fields: readonly FieldError[]): string {
  const named = fields.slice(0, 5).map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  const more = fields.length - named.length;
  return `${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}
