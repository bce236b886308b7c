import { hiddenValue } from "../core/sealed.ts";
import { referredTo } from "../json-schema/referred-to.ts";

export const hidden = hiddenValue;

const deepest = 64;
/** Looking at one value in the light of one part of its schema is a step. */
const mostSteps = 200_000;
type Schema = Record<string, unknown>;

/** The value without what its schema calls secret (`"x-secret": true` or `writeOnly: true`), for what is recorded. */
export function redactBySchema(schema: unknown, value: unknown): unknown {
  return changeSecrets(schema, value, () => hidden);
}

/**
 * The value with something else wherever its schema calls it secret. Where the schema leaves it open which of its parts
 * hold, all do: `change` may be given what it gave before. Where the schema asks for more work than is done for anybody,
 * what is left of the value counts as secret.
 */
export function changeSecrets(schema: unknown, value: unknown, change: (secret: unknown) => unknown): unknown {
  return hasSecrets(schema) ? new Walk(schema, change).at([schema], value, 0) : value;
}

const known = new WeakMap<object, boolean>();

/** Whether anything that the schema describes may be secret. */
export function hasSecrets(schema: unknown): boolean {
  if (!isObject(schema)) return false;
  let has = known.get(schema);
  if (has === undefined) {
    has = marksSecrets(schema);
    known.set(schema, has);
  }
  return has;
}

function marksSecrets(schema: Schema): boolean {
  const waiting: unknown[] = [schema];
  for (const part of waiting) {
    if (part === null || typeof part !== "object") continue;
    if (isMarked(part as Schema)) return true;
    for (const each of Object.values(part)) waiting.push(each);
  }
  return false;
}

function isMarked(rules: Schema): boolean {
  return rules["x-secret"] === true || rules.writeOnly === true;
}

class Walk {
  #steps = 0;
  readonly #root: unknown;
  readonly #change: (secret: unknown) => unknown;

  constructor(root: unknown, change: (secret: unknown) => unknown) {
    this.#root = root;
    this.#change = change;
  }

  /** The value in the light of all schemas that may hold for it. */
  at(schemas: readonly unknown[], value: unknown, depth: number): unknown {
    if (value === undefined || schemas.length === 0) return value;
    const rules = this.#holdingWith(schemas);
    if (rules === null || depth > deepest || rules.some(isMarked)) return this.#change(value);
    if (Array.isArray(value))
      return value.map((item, index) =>
        this.at(
          rules.flatMap((each) => schemasOfItem(each, index)),
          item,
          depth + 1,
        ),
      );
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        this.at(
          rules.flatMap((rule) => schemasOfField(rule, name)),
          each,
          depth + 1,
        ),
      ]),
    );
  }

  /** These and those that they bring along for the same value, each once; null where they are too many. */
  #holdingWith(schemas: readonly unknown[]): Schema[] | null {
    const holding = new Set<Schema>();
    const waiting = [...schemas];
    for (const next of waiting) {
      if (!isObject(next)) continue;
      if (++this.#steps > mostSteps) return null;
      if (holding.has(next)) continue;
      holding.add(next);
      for (const several of [next.allOf, next.anyOf, next.oneOf]) if (Array.isArray(several)) waiting.push(...several);
      if (isObject(next.dependentSchemas)) waiting.push(...Object.values(next.dependentSchemas));
      waiting.push(next.if, next.then, next.else);
      for (const reference of [next.$ref, next.$dynamicRef])
        if (typeof reference === "string") waiting.push(referredTo(this.#root, reference));
    }
    return [...holding];
  }
}

function schemasOfItem({ prefixItems, items, contains, unevaluatedItems }: Schema, index: number): unknown[] {
  const own = Array.isArray(prefixItems) && index < prefixItems.length ? prefixItems[index] : items;
  return [own, contains, unevaluatedItems].filter(isObject);
}

function schemasOfField(rules: Schema, name: string): unknown[] {
  const properties = isObject(rules.properties) ? rules.properties : {};
  if (Object.hasOwn(properties, name)) return [properties[name]].filter(isObject);
  // A pattern is not tried: what any of them calls secret is secret under every name that the schema does not list.
  const patterns = isObject(rules.patternProperties) ? Object.values(rules.patternProperties) : [];
  return [...patterns, rules.additionalProperties, rules.unevaluatedProperties].filter(isObject);
}

function isObject(value: unknown): value is Schema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
