import { at, isObject, Unreadable } from "./follow-reference.ts";

type Json = Record<string, unknown>;

const mostNodes = 5_000;
const deepest = 64;
/** Remarks that a model and a check do without. */
const dropped = new Set(["example", "examples", "xml", "externalDocs", "discriminator", "nullable", "$schema", "$id"]);

/**
 * Takes schemas out of a document, with everything that they refer to: what they share stands once in `definitions`, so a
 * schema may refer to itself. What OpenAPI 3.0 says in its own way is said as JSON Schema says it.
 */
export class OwnSchemas {
  readonly definitions: Record<string, unknown> = {};
  private readonly names = new Map<string, string>();
  private nodes = 0;
  private readonly document: unknown;
  private readonly budget: { nodes: number };

  /** `budget` is shared by all that is taken out of one document. */
  constructor(document: unknown, budget: { nodes: number }) {
    this.document = document;
    this.budget = budget;
  }

  take(schema: unknown, depth = 0): unknown {
    if (++this.nodes > mostNodes || depth > deepest) throw new Unreadable("its schema is too large");
    if (--this.budget.nodes < 0) throw new Unreadable("the schemas of this description are too large together");
    if (Array.isArray(schema)) return schema.map((each) => this.take(each, depth + 1));
    if (!isObject(schema)) return schema;
    if (typeof schema.$ref === "string") return { $ref: this.reference(schema.$ref, depth) };
    const own: Json = {};
    for (const [key, value] of Object.entries(schema)) {
      if (dropped.has(key) || key.startsWith("x-")) continue;
      own[key] =
        key === "properties" || key === "patternProperties"
          ? this.each(value, depth + 1)
          : this.part(key, value, depth);
    }
    return inJsonSchema(own, schema.nullable === true);
  }

  private part(key: string, value: unknown, depth: number): unknown {
    // What a value must be is data, whatever it looks like.
    return key === "enum" || key === "const" || key === "default" ? value : this.take(value, depth + 1);
  }

  private each(value: unknown, depth: number): unknown {
    if (!isObject(value)) return {};
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.take(each, depth + 1)]));
  }

  private reference(reference: string, depth: number): string {
    let name = this.names.get(reference);
    if (name === undefined) {
      name = `${this.names.size + 1}_${(reference.split("/").at(-1) ?? "").replaceAll(/[^A-Za-z0-9_]/g, "_").slice(0, 60)}`;
      this.names.set(reference, name);
      this.definitions[name] = this.take(at(this.document, reference), depth + 1);
    }
    return `#/$defs/${name}`;
  }
}

function inJsonSchema(schema: Json, isNullable: boolean): Json {
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const limits: Json = {};
  if (typeof exclusiveMinimum === "number") limits.exclusiveMinimum = exclusiveMinimum;
  else if (exclusiveMinimum === true) limits.exclusiveMinimum = schema.minimum;
  if (typeof exclusiveMaximum === "number") limits.exclusiveMaximum = exclusiveMaximum;
  else if (exclusiveMaximum === true) limits.exclusiveMaximum = schema.maximum;
  const own = { ...rest, ...limits };
  if (!isNullable) return own;
  return typeof own.type === "string" ? { ...own, type: [own.type, "null"] } : { anyOf: [own, { type: "null" }] };
}
