import { strings } from "../strings.ts";

export interface FormField {
  /** Empty: what is asked for is no object, and this field is all of it. */
  name: string;
  label: string;
  hint: string | undefined;
  kind: "text" | "long-text" | "number" | "integer" | "boolean" | "choice" | "list" | "json";
  /** Of a `choice`: what may be chosen. */
  choices: { text: string; value: unknown }[];
  /** Of a `list`: what stands on each line. */
  items: "text" | "number" | "integer";
  required: boolean;
  /** What stands in the field at first. */
  initial: string;
}

export type FormValues = Readonly<Record<string, string>>;

type Schema = Record<string, unknown>;

/** The fields of a form for a value with this JSON Schema. What is no plain field is written as JSON. */
export function fieldsOf(schema: Schema): FormField[] {
  const properties = schema.type === "object" && isObject(schema.properties) ? schema.properties : null;
  if (!properties) return [fieldOf("", schema, schema.type !== "object")];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).map(([name, each]) =>
    fieldOf(name, isObject(each) ? each : {}, required.includes(name)),
  );
}

export function initialValues(fields: readonly FormField[]): FormValues {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));
}

/** The value that was filled in, and what is wrong with it, by field. What was left empty and may be is left out. */
export function readForm(
  fields: readonly FormField[],
  values: FormValues,
): { value: unknown; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const given: Record<string, unknown> = {};
  for (const field of fields) {
    const text = (values[field.name] ?? "").trim();
    if (text === "") {
      if (field.kind === "boolean" && field.required) given[field.name] = false;
      else if (field.required) errors[field.name] = strings.fieldRequired;
      continue;
    }
    const read = readValue(field, text);
    if ("error" in read) errors[field.name] = read.error;
    else given[field.name] = read.value;
  }
  const isWhole = fields.length === 1 && fields[0]?.name === "";
  return { value: isWhole ? given[""] : given, errors };
}

type Read = { value: unknown } | { error: string };

function readValue(field: FormField, text: string): Read {
  switch (field.kind) {
    case "boolean":
      return { value: text === "true" };
    case "number":
    case "integer":
      return readNumber(field.kind, text);
    case "choice": {
      const choice = field.choices.find((each) => each.text === text);
      return choice ? { value: choice.value } : { error: strings.chooseOne };
    }
    case "list":
      return readList(field.items, text);
    case "json":
      try {
        return { value: JSON.parse(text) };
      } catch {
        return { error: strings.notJson };
      }
    default:
      return { value: text };
  }
}

function readNumber(kind: "number" | "integer", text: string): Read {
  const value = Number(text);
  if (!Number.isFinite(value)) return { error: strings.notNumber };
  return kind === "integer" && !Number.isInteger(value) ? { error: strings.notWhole } : { value };
}

function readList(items: FormField["items"], text: string): Read {
  const lines = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  if (items === "text") return { value: lines };
  const numbers: unknown[] = [];
  for (const line of lines) {
    const read = readNumber(items, line);
    if ("error" in read) return { error: strings.inLine(line, read.error) };
    numbers.push(read.value);
  }
  return { value: numbers };
}

function fieldOf(name: string, described: Schema, required: boolean): FormField {
  const schema = withoutNull(described);
  const options = Array.isArray(schema.enum) ? schema.enum : "const" in schema ? [schema.const] : [];
  const choices = options.map((value) => ({ text: textOf(value), value }));
  const label = typeof described.title === "string" ? described.title : name || strings.yourAnswer;
  const hint = typeof described.description === "string" ? described.description : undefined;
  const items = itemsOf(schema);
  const kind = kindOf(schema, choices, items);
  const initial = described.default ?? schema.default;
  return {
    name,
    label,
    hint: kind === "list" ? [hint, strings.onePerLine].filter(Boolean).join(" ") : hint,
    kind,
    choices,
    items: items ?? "text",
    required,
    initial: initial === undefined || initial === null ? "" : initialText(initial, kind),
  };
}

function kindOf(schema: Schema, choices: readonly unknown[], items: FormField["items"] | null): FormField["kind"] {
  if (choices.length > 0) return "choice";
  switch (schema.type) {
    case "string":
      return typeof schema.maxLength === "number" && schema.maxLength <= 120 ? "text" : "long-text";
    case "number":
      return "number";
    case "integer":
      return "integer";
    case "boolean":
      return "boolean";
    case "array":
      return items === null ? "json" : "list";
    default:
      return "json";
  }
}

/** What a line of a list holds; null where an item is more than a line. */
function itemsOf({ items }: Schema): FormField["items"] | null {
  if (!isObject(items) || "enum" in items) return null;
  if (items.type === "string") return "text";
  return items.type === "number" || items.type === "integer" ? items.type : null;
}

/** "This or nothing" is filled in as this, or left empty. */
function withoutNull(schema: Schema): Schema {
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    return types.length === 1 ? { ...schema, type: types[0] } : schema;
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(options)) return schema;
  const others = options.filter((each) => isObject(each) && each.type !== "null");
  return others.length === 1 ? (others[0] as Schema) : schema;
}

function initialText(value: unknown, kind: FormField["kind"]): string {
  if (kind === "list" && Array.isArray(value)) return value.map(String).join("\n");
  if (kind === "json") return JSON.stringify(value, null, 2);
  return textOf(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
