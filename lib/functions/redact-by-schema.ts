export const hidden = "•••";

const deepest = 32;
type Schema = Record<string, unknown>;

/** The value without what its schema calls secret (`"x-secret": true` or `writeOnly: true`), for what is recorded. */
export function redactBySchema(schema: unknown, value: unknown): unknown {
  return redact(schema, value, schema, 0);
}

function redact(schema: unknown, value: unknown, root: unknown, depth: number): unknown {
  if (schema === null || typeof schema !== "object" || depth > deepest) return value;
  const rules = schema as Schema;
  if (rules["x-secret"] === true || rules.writeOnly === true) return hidden;
  const into = (each: unknown, part: unknown) => redact(each, part, root, depth + 1);
  let result = value;
  if (Array.isArray(value)) {
    const first = Array.isArray(rules.prefixItems) ? rules.prefixItems : [];
    result = value.map((item, index) => into(index < first.length ? first[index] : rules.items, item));
  } else if (value !== null && typeof value === "object") {
    const properties = isObject(rules.properties) ? rules.properties : {};
    result = Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        into(Object.hasOwn(properties, name) ? properties[name] : rules.additionalProperties, each),
      ]),
    );
  }
  const others = [rules.allOf, rules.anyOf, rules.oneOf].flatMap((each) => (Array.isArray(each) ? each : []));
  const conditional = [rules.then, rules.else, referred(rules.$ref, root)];
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
