type Schema = Record<string, unknown>;

const deepest = 6;

/**
 * A value that fits a JSON Schema as far as a few rules can see, drawn from the words of a message. `given` goes before
 * what would be drawn, where the schema knows it.
 */
export function sampleOf(schema: unknown, text: string, given?: Record<string, unknown>): unknown {
  return draw(schema as Schema, text, given, "", 0);
}

function draw(schema: Schema | undefined, text: string, given: unknown, name: string, depth: number): unknown {
  if (!schema || typeof schema !== "object" || depth > deepest) return given ?? null;
  if (schema.const !== undefined) return schema.const;
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (Array.isArray(choices)) {
    const wanted =
      choices.find((choice) => choice.type === typeOf(given)) ?? choices.find((choice) => choice.type !== "null");
    return draw(wanted ?? choices[0], text, given, name, depth + 1);
  }
  if (Array.isArray(schema.enum)) return fromEnum(schema.enum, text, given);
  if (given !== undefined && !schema.type && !schema.properties) return given;
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  switch (type ?? (schema.properties ? "object" : "string")) {
    case "object":
      return drawObject(schema, text, given, depth);
    case "array":
      return drawArray(schema, text, given, name, depth);
    case "integer":
    case "number":
      return drawNumber(schema, text, given, type === "integer");
    case "boolean":
      return typeof given === "boolean" ? given : (schema.default ?? !/\b(no|not|don't|off|false)\b/i.test(text));
    case "null":
      return null;
    default:
      return drawString(schema, text, given, name);
  }
}

function drawObject(schema: Schema, text: string, given: unknown, depth: number): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const own = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  const bare = typeof given === "string" ? firstTextProperty(properties, required) : null;
  // What a schema lets through without naming it stays as it was given.
  const drawn: Record<string, unknown> = schema.additionalProperties ? { ...own } : {};
  for (const [name, property] of Object.entries(properties)) {
    const value = name === bare ? given : own[name];
    if (value !== undefined || required.has(name) || saysEnum(property, text)) {
      drawn[name] = draw(property, text, value, name, depth + 1);
    }
  }
  if (Object.keys(properties).length === 0) return own;
  return drawn;
}

/** Where a plain text stands for an object: the property that a person would call its text. */
function firstTextProperty(properties: Record<string, Schema>, required: Set<unknown>): string | null {
  const texts = Object.entries(properties).filter(
    ([name, { type, enum: fixed }]) => type === "string" && !fixed && !/^id$/i.test(name),
  );
  return (texts.find(([name]) => required.has(name)) ?? texts[0])?.[0] ?? null;
}

function drawArray(schema: Schema, text: string, given: unknown, name: string, depth: number): unknown[] {
  const least = typeof schema.minItems === "number" ? schema.minItems : 0;
  const most = typeof schema.maxItems === "number" ? schema.maxItems : 20;
  const source = Array.isArray(given)
    ? given
    : given === undefined
      ? Array(Math.max(1, least)).fill(undefined)
      : [given];
  return source.slice(0, most).map((item) => draw(schema.items as Schema | undefined, text, item, name, depth + 1));
}

function drawNumber(schema: Schema, text: string, given: unknown, whole: boolean): number {
  const said = Number(
    typeof given === "number" ? given : (/-?\d+(\.\d+)?/.exec(text)?.[0] ?? schema.default ?? schema.minimum ?? 1),
  );
  const low =
    typeof schema.minimum === "number"
      ? schema.minimum
      : typeof schema.exclusiveMinimum === "number"
        ? schema.exclusiveMinimum + 1
        : -Infinity;
  const high = typeof schema.maximum === "number" ? schema.maximum : Infinity;
  const number = Math.min(high, Math.max(low, said));
  return whole ? Math.trunc(number) : number;
}

function drawString(schema: Schema, text: string, given: unknown, name: string): string {
  if (typeof given === "string") return given;
  if (given !== undefined) return JSON.stringify(given);
  const found = patternFor(schema, name)?.exec(text)?.[0] ?? /["“'`]([^"”'`]+)["”'`]/.exec(text)?.[1];
  if (found) return found;
  if (typeof schema.default === "string") return schema.default;
  if (schema.format === "date") return "2026-01-01";
  if (schema.format === "date-time") return "2026-01-01T00:00:00Z";
  const words = text.replace(/\s+/g, " ").trim() || name || "demo";
  return typeof schema.maxLength === "number" ? words.slice(0, schema.maxLength) : words;
}

function patternFor({ format }: Schema, name: string): RegExp | null {
  if (format === "uri" || /url|link/i.test(name)) return /https?:\/\/\S+/i;
  if (format === "email" || /email|recipient|^to$/i.test(name)) return /\S+@\S+\.\w+/;
  if (format === "date") return /\d{4}-\d{2}-\d{2}/;
  return null;
}

function fromEnum(values: unknown[], text: string, given: unknown): unknown {
  if (values.includes(given)) return given;
  return values.find((value) => mentions(text, value)) ?? values[0];
}

function saysEnum(property: Schema, text: string): boolean {
  return Array.isArray(property.enum) && property.enum.some((value) => mentions(text, value));
}

function mentions(text: string, value: unknown): boolean {
  return ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `.includes(` ${String(value).toLowerCase()} `);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}
