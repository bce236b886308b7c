/** What a secret's value becomes wherever it would be recorded. */
export const hidden = "[secret]";

/** All texts within JSON, the names of fields among them. */
export function redactJson<T>(value: T, redact: (text: string) => string): T {
  return walk(value, redact, new Map(), 0) as T;
}

const deepest = 100;

type Seen = Map<object, unknown>;

function walk(value: unknown, redact: (text: string) => string, seen: Seen, depth: number): unknown {
  if (typeof value === "string") return redact(value);
  if (value === null || typeof value !== "object") return value;
  // Deeper than anything that is kept, or within itself: better gone than unread.
  if (depth > deepest) return hidden;
  if (seen.has(value)) return seen.get(value);
  seen.set(value, hidden);
  const clean = walkInto(value, (each) => walk(each, redact, seen, depth + 1), redact);
  seen.set(value, clean);
  return clean;
}

function walkInto(value: object, each: (value: unknown) => unknown, redact: (text: string) => string): unknown {
  if ("toJSON" in value && typeof value.toJSON === "function") return each(value.toJSON());
  if (Array.isArray(value)) return value.map(each);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redact(name), each(inner)]));
}
