import type * as z from "zod/mini";
// Of all languages only this one: browsers load it too.
import english from "zod/v4/locales/en.js";

/** What a schema's refusal says of each wrong field, in words that a person acts on. */

export interface FieldError {
  path: string;
  message: string;
}

const { localeError } = english();

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
export function messageFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value"))
    return "is required";
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type" && issue.expected in kinds) return `must be ${kinds[issue.expected]}`;
  const said = localeError(issue);
  return typeof said === "string" ? said : said?.message;
}

/** Of a value that was read with `messageFor`. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue) => errorsOf(issue, []));
}

function errorsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): FieldError[] {
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
  const meant = issue.errors
    .filter((errors) => !errors.some((each) => each.code === "invalid_type" && each.path.length === 0))
    .toSorted((a, b) => strangers(a) - strangers(b))[0];
  if (meant) return meant.flatMap((each) => errorsOf(each, path));
  const forms = [...new Set(issue.errors.flatMap((errors) => errors.map((each) => each.message)))];
  return [fieldError(path, forms.join(", or "))];
}

/** The more fields a form does not know, the less it was meant. */
function strangers(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, each) => sum + (each.code === "unrecognized_keys" ? each.keys.length : 0), 0);
}

function fieldError(path: readonly PropertyKey[], message: string): FieldError {
  return { path: path.map(String).join(".").slice(0, 200), message: message.slice(0, 500) };
}
