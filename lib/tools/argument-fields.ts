/** One argument of a tool as a form asks for it. */
export interface ArgumentField {
  name: string;
  label: string;
  hint: string;
  required: boolean;
  kind: "text" | "number" | "yes-no" | "choice" | "json";
  choices?: string[];
}

const most = 40;

/** The fields of a form for these arguments. What is more than a plain value is asked for as JSON. */
export function argumentFields(schema: Record<string, unknown>): ArgumentField[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties)
    .slice(0, most)
    .map(([name, given]) => {
      const property = isObject(given) ? given : {};
      const choices = choicesOf(property);
      return {
        name,
        label: typeof property.title === "string" ? property.title : name,
        hint: typeof property.description === "string" ? property.description : "",
        required: required.includes(name),
        kind: choices ? "choice" : kindOf(property.type),
        ...(choices && { choices }),
      };
    });
}

/** What was typed, as arguments. Throws a sentence with the name of the field that cannot be read. */
export function argumentsFrom(
  fields: readonly ArgumentField[],
  typed: (name: string) => string,
): { ok: true; value: Record<string, unknown> } | { ok: false; field: string; problem: "number" | "json" } {
  const value: Record<string, unknown> = {};
  for (const { name, kind, required } of fields) {
    const text = typed(name);
    if (text === "" && (kind !== "text" || !required)) continue;
    if (kind === "text" || kind === "choice") value[name] = text;
    else if (kind === "yes-no") value[name] = text === "true";
    else if (kind === "number") {
      const number = Number(text.trim());
      if (text.trim() === "" || !Number.isFinite(number)) return { ok: false, field: name, problem: "number" };
      value[name] = number;
    } else {
      try {
        value[name] = JSON.parse(text);
      } catch {
        return { ok: false, field: name, problem: "json" };
      }
    }
  }
  return { ok: true, value };
}

function kindOf(type: unknown): ArgumentField["kind"] {
  if (type === "string") return "text";
  if (type === "number" || type === "integer") return "number";
  return type === "boolean" ? "yes-no" : "json";
}

function choicesOf({ enum: values }: Record<string, unknown>): string[] | null {
  return Array.isArray(values) && values.length > 0 && values.every((each) => typeof each === "string") ? values : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
