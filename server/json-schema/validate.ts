import { isDeepStrictEqual } from "node:util";
import { referredTo } from "../../lib/json-schema/referred-to.ts";
import { hasFormat } from "./formats.ts";
import { matchesPattern, patternCost } from "./pattern.ts";
import { Seen } from "./seen.ts";

type Schema = Record<string, unknown>;

const deepest = 64;
const mostSteps = 200_000;
/** A step's worth of text, read or matched once. */
const charactersPerStep = 100;
const comparisonsPerStep = 10;
const microsecondsPerStep = 5;
const mostProblems = 3;

/**
 * Whether a value fits a JSON Schema (2020-12, references only within the schema; the usual formats are checked, others
 * are remarks).
 * Null, or a sentence with the first few problems. Safe with a schema from anybody: nothing is compiled or fetched,
 * patterns run in linear time, and depth and work are bounded.
 */
export function checkAgainstSchema(schema: unknown, value: unknown): string | null {
  const check = new Check(schema);
  try {
    check.visit(schema, value, "", 0);
  } catch (error) {
    if (error instanceof TooMuch) return error.message;
    throw error;
  }
  return check.problems.length === 0 ? null : `${check.problems.join("; ")}.`;
}

class TooMuch extends Error {}

class Check {
  problems: string[] = [];
  #steps = 0;
  readonly #root: unknown;

  constructor(root: unknown) {
    this.#root = root;
  }

  /** Gives what it has looked at of the value. */
  visit(schema: unknown, value: unknown, path: string, depth: number): Seen {
    const seen = new Seen();
    this.#spend(1);
    if (depth > deepest) throw new TooMuch(`The value or its schema is nested deeper than ${deepest} levels.`);
    if (schema === false) this.#say(path, "is not allowed");
    if (schema === null || typeof schema !== "object") return seen;
    const rules = schema as Schema;
    const down = depth + 1;

    for (const reference of [rules.$ref, rules.$dynamicRef])
      if (typeof reference === "string") seen.take(this.visit(this.#find(reference), value, path, down));
    if (!this.#hasType(rules, value, path)) return seen;
    if ("const" in rules && !isDeepStrictEqual(value, rules.const)) this.#say(path, `must be ${shown(rules.const)}`);
    if (Array.isArray(rules.enum) && !this.#isOneOf(rules.enum, value)) {
      this.#say(path, `must be one of ${rules.enum.slice(0, 10).map(shown).join(", ")}`);
    }
    if (typeof value === "string") this.#string(rules, value, path);
    else if (typeof value === "number") this.#number(rules, value, path);
    else if (Array.isArray(value)) this.#array(rules, value, path, down, seen);
    else if (value !== null && typeof value === "object")
      this.#object(rules, value as Record<string, unknown>, path, down, seen);
    this.#combined(rules, value, path, down, seen);
    this.#unseen(rules, value, path, down, seen);
    return seen;
  }

  /** A large text that is read a thousand times is work as well, not only a large number of rules. */
  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > mostSteps) throw new TooMuch("The value or its schema is too large to be checked.");
  }

  /** What it has looked at; null where the value does not fit. */
  #try(schema: unknown, value: unknown, depth: number): Seen | null {
    const before = this.problems;
    this.problems = [];
    const seen = this.visit(schema, value, "", depth);
    const fits = this.problems.length === 0;
    this.problems = before;
    return fits ? seen : null;
  }

  #fits(schema: unknown, value: unknown, depth: number): boolean {
    return this.#try(schema, value, depth) !== null;
  }

  /** What nothing else has looked at. It comes last. */
  #unseen(rules: Schema, value: unknown, path: string, depth: number, seen: Seen): void {
    if (Array.isArray(value) && rules.unevaluatedItems !== undefined) {
      for (const [index, item] of value.entries()) {
        if (seen.items.has(index)) continue;
        seen.items.add(index);
        this.visit(rules.unevaluatedItems, item, `${path}[${index}]`, depth);
      }
    } else if (value !== null && typeof value === "object" && rules.unevaluatedProperties !== undefined) {
      for (const [name, each] of Object.entries(value)) {
        if (seen.names.has(name)) continue;
        seen.names.add(name);
        if (rules.unevaluatedProperties === false) this.#say(join(path, name), "is not a known field");
        else this.visit(rules.unevaluatedProperties, each, join(path, name), depth);
      }
    }
  }

  #say(path: string, problem: string): void {
    if (this.problems.length < mostProblems) this.problems.push(`${path === "" ? "the value" : path} ${problem}`);
  }

  #find(reference: string): unknown {
    const found = referredTo(this.#root, reference);
    if (found !== undefined) return found;
    const isInside = reference === "#" || reference.startsWith("#/");
    throw new TooMuch(`The schema refers to ${shown(reference)}, which is ${isInside ? "not there" : "outside it"}.`);
  }

  #isOneOf(values: readonly unknown[], value: unknown): boolean {
    this.#spend(values.length / comparisonsPerStep);
    return values.some((one) => isDeepStrictEqual(value, one));
  }

  #hasType({ type }: Schema, value: unknown, path: string): boolean {
    const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
    if (types.length === 0) return true;
    const own = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    if (types.includes(own) || (types.includes("integer") && Number.isInteger(value))) return true;
    this.#say(path, `must be ${types.map((one) => article[one as string] ?? one).join(" or ")}`);
    return false;
  }

  #string(rules: Schema, value: string, path: string): void {
    this.#spend(value.length / charactersPerStep);
    if (isNumber(rules.minLength) && lengthOf(value) < rules.minLength)
      this.#say(path, `must have at least ${count(rules.minLength, "character")}`);
    if (isNumber(rules.maxLength) && lengthOf(value) > rules.maxLength)
      this.#say(path, `must have at most ${count(rules.maxLength, "character")}`);
    if (typeof rules.pattern === "string") this.#pattern(rules.pattern, value, path);
    if (typeof rules.format === "string" && !hasFormat(rules.format, value))
      this.#say(path, `must be of the format ${shown(rules.format)}`);
  }

  #pattern(pattern: string, value: string, path: string): void {
    const matches = this.#matches(pattern, value);
    if (matches === null)
      this.#say(
        path,
        `has a pattern that cannot be checked: ${shown(pattern)} (look-around and back-references are not supported)`,
      );
    else if (!matches) this.#say(path, `must match the pattern ${shown(pattern)}`);
  }

  #matches(pattern: string, text: string): boolean | null {
    this.#spend(patternCost(pattern, text) / microsecondsPerStep);
    return matchesPattern(pattern, text);
  }

  #number(rules: Schema, value: number, path: string): void {
    if (isNumber(rules.minimum) && value < rules.minimum) this.#say(path, `must be at least ${rules.minimum}`);
    if (isNumber(rules.maximum) && value > rules.maximum) this.#say(path, `must be at most ${rules.maximum}`);
    if (isNumber(rules.exclusiveMinimum) && value <= rules.exclusiveMinimum)
      this.#say(path, `must be more than ${rules.exclusiveMinimum}`);
    if (isNumber(rules.exclusiveMaximum) && value >= rules.exclusiveMaximum)
      this.#say(path, `must be less than ${rules.exclusiveMaximum}`);
    if (isNumber(rules.multipleOf) && rules.multipleOf > 0) {
      const times = value / rules.multipleOf;
      if (Math.abs(times - Math.round(times)) > 1e-9 * Math.max(1, Math.abs(times)))
        this.#say(path, `must be a multiple of ${rules.multipleOf}`);
    }
  }

  #array(rules: Schema, value: unknown[], path: string, depth: number, seen: Seen): void {
    if (isNumber(rules.minItems) && value.length < rules.minItems)
      this.#say(path, `must have at least ${count(rules.minItems, "item")}`);
    if (isNumber(rules.maxItems) && value.length > rules.maxItems)
      this.#say(path, `must have at most ${count(rules.maxItems, "item")}`);
    if (rules.uniqueItems === true && !this.#areUnique(value)) this.#say(path, "must not hold the same item twice");
    const first = Array.isArray(rules.prefixItems) ? rules.prefixItems : [];
    for (const [index, item] of value.entries()) {
      const rule = index < first.length ? first[index] : rules.items;
      if (rule === undefined) continue;
      seen.items.add(index);
      this.visit(rule, item, `${path}[${index}]`, depth);
    }
    if (rules.contains !== undefined) {
      const fitting = [...value.keys()].filter((index) => this.#fits(rules.contains, value[index], depth));
      for (const index of fitting) seen.items.add(index);
      const found = fitting.length;
      if (found < (isNumber(rules.minContains) ? rules.minContains : 1))
        this.#say(path, "lacks an item that it must hold");
      if (isNumber(rules.maxContains) && found > rules.maxContains) this.#say(path, "holds too many items of one kind");
    }
  }

  #areUnique(items: readonly unknown[]): boolean {
    const texts = new Set<string>();
    for (const item of items) {
      const text = canonical(item);
      this.#spend(text.length / charactersPerStep);
      texts.add(text);
    }
    return texts.size === items.length;
  }

  #object(rules: Schema, value: Record<string, unknown>, path: string, depth: number, seen: Seen): void {
    const properties = (rules.properties ?? {}) as Schema;
    const patterns = Object.entries((rules.patternProperties ?? {}) as Schema);
    const names = Object.keys(value);
    for (const name of Array.isArray(rules.required) ? rules.required : []) {
      if (!Object.hasOwn(value, name)) this.#say(join(path, name), "is missing");
    }
    for (const [name, needed] of Object.entries((rules.dependentRequired ?? {}) as Schema)) {
      if (!Object.hasOwn(value, name)) continue;
      for (const other of list(needed) as string[])
        if (!Object.hasOwn(value, other)) this.#say(join(path, other), `is missing, and ${name} needs it`);
    }
    for (const [name, rule] of Object.entries((rules.dependentSchemas ?? {}) as Schema))
      if (Object.hasOwn(value, name)) seen.take(this.visit(rule, value, path, depth));
    if (isNumber(rules.minProperties) && names.length < rules.minProperties)
      this.#say(path, `must have at least ${count(rules.minProperties, "field")}`);
    if (isNumber(rules.maxProperties) && names.length > rules.maxProperties)
      this.#say(path, `must have at most ${count(rules.maxProperties, "field")}`);
    for (const name of names) {
      const at = join(path, name);
      let known = false;
      if (Object.hasOwn(properties, name)) {
        known = true;
        this.visit(properties[name], value[name], at, depth);
      }
      for (const [pattern, rule] of patterns) {
        if (!this.#matches(pattern, name)) continue;
        known = true;
        this.visit(rule, value[name], at, depth);
      }
      if (rules.propertyNames !== undefined && !this.#fits(rules.propertyNames, name, depth))
        this.#say(at, "has a name that is not allowed");
      if (known || rules.additionalProperties !== undefined) seen.names.add(name);
      if (known || rules.additionalProperties === undefined) continue;
      if (rules.additionalProperties === false) this.#say(at, "is not a known field");
      else this.visit(rules.additionalProperties, value[name], at, depth);
    }
  }

  #combined(rules: Schema, value: unknown, path: string, depth: number, seen: Seen): void {
    for (const rule of list(rules.allOf)) seen.take(this.visit(rule, value, path, depth));
    if (Array.isArray(rules.anyOf)) {
      const fitting = rules.anyOf.map((rule) => this.#try(rule, value, depth)).filter((each) => each !== null);
      for (const each of fitting) seen.take(each);
      if (fitting.length === 0) this.#say(path, "fits none of the allowed forms");
    }
    if (Array.isArray(rules.oneOf)) {
      const fitting = rules.oneOf.map((rule) => this.#try(rule, value, depth)).filter((each) => each !== null);
      if (fitting.length === 1) seen.take(fitting[0] ?? null);
      else
        this.#say(
          path,
          fitting.length === 0 ? "fits none of the allowed forms" : "fits more than one of the allowed forms",
        );
    }
    if (rules.not !== undefined && this.#fits(rules.not, value, depth))
      this.#say(path, "has a form that is not allowed");
    if (rules.if !== undefined) {
      const met = this.#try(rules.if, value, depth);
      seen.take(met);
      const then = met ? rules.then : rules.else;
      if (then !== undefined) seen.take(this.visit(then, value, path, depth));
    }
  }
}

const article: Record<string, string> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function join(path: string, name: string): string {
  const plain = /^[\w$-]+$/.test(name) ? name : JSON.stringify(name.slice(0, 100));
  return path === "" ? plain : `${path}.${plain}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function count(number: number, word: string): string {
  return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}

/** In characters, not in units of UTF-16. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _character of text) length++;
  return length;
}

/** The same text for equal values, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
