import type { Widget } from "./catalog.ts";
import type { Problem } from "./check.ts";

type Field = Widget<"form">["fields"][number];
export type Answers = Record<string, unknown>;

/** What was filled in, checked by both sides against the same fields: what is missing, wrong, or was never asked for. */
export function checkAnswers(
  fields: readonly Field[],
  given: Answers,
): { ok: true; answers: Record<string, unknown> } | { ok: false; problems: Problem[] } {
  const problems: Problem[] = [];
  const answers: Record<string, unknown> = {};
  for (const field of fields) {
    const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
    if (isEmpty(value)) {
      if (field.required) problems.push({ path: field.name, message: "is required" });
      continue;
    }
    const message = wrongWith(field, value);
    if (message) problems.push({ path: field.name, message });
    else answers[field.name] = value;
  }
  const asked = new Set(fields.map(({ name }) => name));
  for (const name of Object.keys(given))
    if (!asked.has(name)) problems.push({ path: name.slice(0, 64), message: "was not asked for" });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, answers };
}

function wrongWith(field: Field, value: unknown): string | null {
  switch (field.kind ?? "text") {
    case "number": {
      if (typeof value !== "number" || !Number.isFinite(value)) return "must be a number";
      if (field.min !== undefined && value < field.min) return `must be at least ${field.min}`;
      if (field.max !== undefined && value > field.max) return `must be at most ${field.max}`;
      return null;
    }
    case "yesNo":
      return typeof value === "boolean" ? null : "must be yes or no";
    case "choice":
      return typeof value === "string" && optionsOf(field).includes(value) ? null : "must be one of the options";
    case "choices":
      return Array.isArray(value) && value.every((each) => optionsOf(field).includes(each))
        ? null
        : "must be some of the options";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? null
        : "must be a date such as 2026-01-31";
    case "time":
      return typeof value === "string" && /^\d{2}:\d{2}$/.test(value) ? null : "must be a time such as 09:30";
    case "email":
      return typeof value === "string" && /^[^\s@]{1,64}@[^\s@]{1,200}$/.test(value) ? null : "must be a mail address";
    default:
      return typeof value === "string" && value.length <= 20_000 ? null : "must be text of at most 20,000 characters";
  }
}

function optionsOf({ options }: Field): string[] {
  return (options ?? []).map((each) => (typeof each === "string" ? each : each.value));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
