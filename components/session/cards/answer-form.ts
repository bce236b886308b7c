import { strings } from "../strings.ts";

export interface FormField {
  name: string;
  label: string;
  hint: string | undefined;
  kind: "text" | "long-text" | "number" | "integer" | "boolean" | "choice" | "json";
  choices: string[];
  required: boolean;
}

type Schema = Record<string, unknown>;

/** The fields of a form for an answer with this JSON Schema. What is no plain field is written as JSON. */
export function formOf(schema: Schema): FormField[] {
  const properties = schema.type === "object" && isObject(schema.properties) ? schema.properties : null;
  if (!properties) return [fieldOf("", isObject(schema) ? schema : {}, true)];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).map(([name, each]) =>
    fieldOf(name, isObject(each) ? each : {}, required.includes(name)),
  );
}

/** The answer that was filled in, and what is wrong with it, by field. */
export function answerOf(
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): { answer: unknown; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const given: Record<string, unknown> = {};
  for (const field of fields) {
    const text = (values[field.name] ?? "").trim();
    if (field.kind === "boolean") {
      given[field.name] = text === "true";
      continue;
    }
    if (text === "") {
      if (field.required) errors[field.name] = strings.fieldRequired;
      continue;
    }
    const read = readValue(field, text);
    if (read.error) errors[field.name] = read.error;
    else given[field.name] = read.value;
  }
  const isWhole = fields.length === 1 && fields[0]?.name === "";
  return { answer: isWhole ? given[""] : given, errors };
}

function readValue({ kind }: FormField, text: string): { value?: unknown; error?: string } {
  if (kind === "number" || kind === "integer") {
    const value = Number(text);
    return Number.isNaN(value) || (kind === "integer" && !Number.isInteger(value))
      ? { error: strings.notNumber }
      : { value };
  }
  if (kind !== "json") return { value: text };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { error: strings.notJson };
  }
}

function fieldOf(name: string, schema: Schema, required: boolean): FormField {
  const choices = Array.isArray(schema.enum) ? schema.enum.filter((each) => typeof each === "string") : [];
  const label = typeof schema.title === "string" ? schema.title : name || strings.yourAnswer;
  const hint = typeof schema.description === "string" ? schema.description : undefined;
  return { name, label, hint, kind: kindOf(schema, choices), choices, required };
}

function kindOf(schema: Schema, choices: readonly string[]): FormField["kind"] {
  if (choices.length > 0 && choices.length === (schema.enum as unknown[]).length) return "choice";
  switch (schema.type) {
    case "string":
      return typeof schema.maxLength === "number" && schema.maxLength <= 120 ? "text" : "long-text";
    case "number":
      return "number";
    case "integer":
      return "integer";
    case "boolean":
      return "boolean";
    default:
      return "json";
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
