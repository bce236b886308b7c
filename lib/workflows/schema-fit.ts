/** Whether what one step gives is what the next one takes, as far as two JSON Schemas tell it without an example. */

type Schema = Record<string, unknown>;

export interface Misfit {
  message: string;
  /** It may fit or not: that depends on what is given. */
  maybe?: true;
}

const deepest = 6;

/** In words, each beginning with the place where it does not fit. Nothing where nothing speaks against it. */
export function misfits(given: unknown, taken: unknown): Misfit[] {
  return between(asSchema(given), asSchema(taken), "", 0);
}

function between(given: Schema | null, taken: Schema | null, path: string, depth: number): Misfit[] {
  if (!given || !taken || depth > deepest) return [];
  const [gives, takes] = [typesOf(given), typesOf(taken)];
  if (gives && takes) {
    const strays = gives.filter((type) => !takes.includes(type) && !(type === "integer" && takes.includes("number")));
    if (strays.length === gives.length)
      return [{ message: `${named(path)} is ${gives.join(" or ")}, and must be ${takes.join(" or ")}` }];
    if (strays.length > 0)
      return [
        { message: `${named(path)} may be ${strays.join(" or ")}, and must be ${takes.join(" or ")}`, maybe: true },
      ];
  }
  return [...values(given, taken, path), ...fields(given, taken, path, depth), ...items(given, taken, path, depth)];
}

function values(given: Schema, taken: Schema, path: string): Misfit[] {
  const may = fixedOf(taken);
  const gives = fixedOf(given);
  if (!may || !gives) return [];
  const strays = gives.filter((value) => !may.some((one) => JSON.stringify(one) === JSON.stringify(value)));
  if (strays.length === 0) return [];
  const message = `${named(path)} may be ${strays.map((value) => JSON.stringify(value)).join(", ")}, which is not taken`;
  return [{ message, ...(strays.length < gives.length && { maybe: true as const }) }];
}

function fields(given: Schema, taken: Schema, path: string, depth: number): Misfit[] {
  const gives = asSchema(given.properties);
  const takes = asSchema(taken.properties) ?? {};
  if (!gives && !isClosed(given)) return [];
  const needed = namesIn(taken.required);
  const promised = namesIn(given.required);
  const lacking = needed.flatMap((name): Misfit[] => {
    const isThere = gives !== null && Object.hasOwn(gives, name);
    if (isThere && promised.includes(name)) return [];
    if (isThere) return [{ message: `${named(within(path, name))} may be missing`, maybe: true }];
    return [
      { message: `${named(within(path, name))} is missing`, ...(isClosed(given) ? {} : { maybe: true as const }) },
    ];
  });
  const names = Object.keys(gives ?? {});
  const strange = isClosed(taken)
    ? names
        .filter((name) => !Object.hasOwn(takes, name))
        .map((name) => ({ message: `${named(within(path, name))} is not taken` }))
    : [];
  const inner = names.flatMap((name) =>
    Object.hasOwn(takes, name)
      ? between(asSchema(gives?.[name]), asSchema(takes[name]), within(path, name), depth + 1)
      : [],
  );
  return [...lacking, ...strange, ...inner];
}

function items(given: Schema, taken: Schema, path: string, depth: number): Misfit[] {
  return between(
    asSchema(given.items),
    asSchema(taken.items),
    path === "" ? "each item" : `each item of ${path}`,
    depth + 1,
  );
}

function typesOf({ type, properties }: Schema): string[] | null {
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.filter((each) => typeof each === "string");
  return properties === undefined ? null : ["object"];
}

function fixedOf(schema: Schema): unknown[] | null {
  if ("const" in schema) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : null;
}

function isClosed(schema: Schema): boolean {
  return schema.additionalProperties === false;
}

function namesIn(required: unknown): string[] {
  return Array.isArray(required) ? required.filter((each) => typeof each === "string") : [];
}

function within(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function named(path: string): string {
  return path === "" ? "it" : path;
}

function asSchema(value: unknown): Schema | null {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Schema) : null;
}
