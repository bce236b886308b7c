import type { FieldProblem } from "../../lib/definitions/kind.ts";
import { referredTo } from "../../lib/json-schema/referred-to.ts";
import { canMatch } from "./pattern.ts";

type Schema = Record<string, unknown>;

const types = new Set(["null", "boolean", "object", "array", "number", "integer", "string"]);
const holdingOne =
  "items additionalProperties unevaluatedItems unevaluatedProperties contains propertyNames not if then else".split(
    " ",
  );
const holdingList = ["allOf", "anyOf", "oneOf", "prefixItems"];
const holdingNamed = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
const numbers =
  "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains".split(
    " ",
  );
const mostProblems = 5;

/** What of a JSON Schema can never be checked, or means nothing: its author should know before anybody is held to it. */
export function schemaProblems(schema: unknown, path: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const waiting: { part: unknown; at: string }[] = [{ part: schema, at: path }];
  for (const { part, at } of waiting) {
    if (problems.length >= mostProblems) break;
    if (typeof part === "boolean") continue;
    if (!isObject(part)) {
      problems.push({ path: at, message: `${at} must be a schema: an object, true or false` });
      continue;
    }
    for (const message of wrongIn(part, schema)) problems.push({ path: at, message: `${at} ${message}` });
    for (const key of holdingOne) if (key in part) waiting.push({ part: part[key], at: `${at}.${key}` });
    for (const key of holdingList)
      for (const [index, each] of listed(part[key])) waiting.push({ part: each, at: `${at}.${key}.${index}` });
    for (const key of holdingNamed)
      for (const [name, each] of named(part[key])) waiting.push({ part: each, at: `${at}.${key}.${name}` });
  }
  return problems.slice(0, mostProblems);
}

function wrongIn(rules: Schema, root: unknown): string[] {
  const wrong: string[] = [];
  const { type, required, pattern, patternProperties } = rules;
  const asked = type === undefined ? [] : Array.isArray(type) ? type : [type];
  for (const each of asked)
    if (!types.has(each as string)) wrong.push(`has the type ${shown(each)}; there are ${[...types].join(", ")}`);
  for (const reference of [rules.$ref, rules.$dynamicRef]) {
    if (reference === undefined) continue;
    if (typeof reference !== "string" || referredTo(root, reference) === undefined)
      wrong.push(`refers to ${shown(reference)}, which is not in this schema; nothing is fetched`);
  }
  const patterns = [...(pattern === undefined ? [] : [pattern]), ...named(patternProperties).map(([name]) => name)];
  for (const each of patterns)
    if (typeof each !== "string" || !canMatch(each))
      wrong.push(`has a pattern that cannot be used: ${shown(each)} (there are no look-around and no back-references)`);
  if (required !== undefined && !(Array.isArray(required) && required.every((each) => typeof each === "string")))
    wrong.push("has required fields that are not a list of names");
  for (const key of numbers) if (key in rules && typeof rules[key] !== "number") wrong.push(`needs a number as ${key}`);
  for (const key of [...holdingList, "enum"])
    if (key in rules && !Array.isArray(rules[key])) wrong.push(`needs a list as ${key}`);
  for (const key of holdingNamed) if (key in rules && !isObject(rules[key])) wrong.push(`needs an object as ${key}`);
  return wrong;
}

function listed(value: unknown): [number, unknown][] {
  return Array.isArray(value) ? [...value.entries()] : [];
}

function named(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: unknown): value is Schema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
