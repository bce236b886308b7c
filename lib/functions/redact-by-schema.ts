import { hiddenValue } from "../core/sealed.ts";

export const hidden = hiddenValue;

const deepest = 32;
type Schema = Record<string, unknown>;

/** The value without what its schema calls secret (`"x-secret": true` or `writeOnly: true`), for what is recorded. */
export function redactBySchema(schema: unknown, value: unknown): unknown {
  return changeSecrets(schema, value, () => hidden);
}

/**
 * The value with something else wherever its schema calls it secret. Where the schema leaves it open which of its parts
 * hold, all do: `change` may be given what it gave before.
 */
export function changeSecrets(schema: unknown, value: unknown, change: (secret: unknown) => unknown): unknown {
  return hasSecrets(schema) ? walk(schema, value, schema, 0, change) : value;
}

const known = new WeakMap<object, boolean>();

/** Whether anything that the schema describes may be secret. */
export function hasSecrets(schema: unknown): boolean {
  if (schema === null || typeof schema !== "object") return false;
  const before = known.get(schema);
  if (before !== undefined) return before;
  const has = marksSecrets(schema, 0);
  known.set(schema, has);
  return has;
}

function marksSecrets(part: unknown, depth: number): boolean {
  if (part === null || typeof part !== "object" || depth > 2 * deepest) return false;
  if (isMarked(part as Schema)) return true;
  return Object.values(part).some((each) => marksSecrets(each, depth + 1));
}

function isMarked(rules: Schema): boolean {
  return rules["x-secret"] === true || rules.writeOnly === true;
}

function walk(
  schema: unknown,
  value: unknown,
  root: unknown,
  depth: number,
  change: (secret: unknown) => unknown,
): unknown {
  if (schema === null || typeof schema !== "object" || depth > deepest || value === undefined) return value;
  const rules = schema as Schema;
  if (isMarked(rules)) return change(value);
  const into = (each: unknown, part: unknown) => walk(each, part, root, depth + 1, change);
  let result: unknown = value;
  if (Array.isArray(value)) {
    const first = Array.isArray(rules.prefixItems) ? rules.prefixItems : [];
    result = value.map((item, index) => into(index < first.length ? first[index] : rules.items, item));
  } else if (value !== null && typeof value === "object") {
    const properties = isObject(rules.properties) ? rules.properties : {};
    const patterns = isObject(rules.patternProperties) ? Object.values(rules.patternProperties) : [];
    // A pattern is not tried: what any of them calls secret is secret under every name that the schema does not list.
    const unlisted = [...patterns, rules.additionalProperties, rules.unevaluatedProperties];
    result = Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        Object.hasOwn(properties, name)
          ? into(properties[name], each)
          : unlisted.reduce<unknown>((part, other) => into(other, part), each),
      ]),
    );
  }
  const others = [rules.allOf, rules.anyOf, rules.oneOf].flatMap((each) => (Array.isArray(each) ? each : []));
  const dependent = isObject(rules.dependentSchemas) ? Object.values(rules.dependentSchemas) : [];
  const conditional = [...dependent, rules.if, rules.then, rules.else, referred(rules.$ref, root)];
  for (const each of [...others, ...conditional]) result = into(each, result);
  return result;
}

function referred(reference: unknown, root: unknown): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#")) return undefined;
  let at: unknown = root;
  for (const part of reference.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function isObject(value: unknown): value is Schema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
