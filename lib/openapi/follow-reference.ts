type Json = Record<string, unknown>;

const longestChain = 20;

export function isObject(value: unknown): value is Json {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

export class Unreadable extends Error {}

/** What stands at `#/…` in the document. */
export function at(document: unknown, reference: string): unknown {
  if (!reference.startsWith("#/"))
    throw new Unreadable(`it refers to ${reference.slice(0, 100)}, outside the document`);
  let found: unknown = document;
  for (const part of reference.slice(2).split("/")) {
    const key = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
    found = found !== null && typeof found === "object" && Object.hasOwn(found, key) ? (found as Json)[key] : undefined;
  }
  if (found === undefined) throw new Unreadable(`it refers to ${reference.slice(0, 100)}, which is not there`);
  return found;
}

/** The object itself, or what it refers to. */
export function followed(document: unknown, value: unknown): Json {
  let now = value;
  for (let steps = 0; steps < longestChain; steps++) {
    if (!isObject(now)) throw new Unreadable("a part of it is no object");
    if (typeof now.$ref !== "string") return now;
    now = at(document, now.$ref);
  }
  throw new Unreadable("it refers to itself without end");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
