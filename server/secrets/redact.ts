/** What a secret's value becomes wherever it would be recorded. */
export const hidden = "[secret]";

/** The forms in which a value comes back from elsewhere: as it is, in an address, in base64, in a text within JSON. */
export function formsOf(value: string): string[] {
  const base64 = Buffer.from(value).toString("base64");
  const forms = [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    base64.replace(/=+$/, ""),
    Buffer.from(value).toString("base64url"),
    JSON.stringify(value).slice(1, -1),
  ];
  // The longest first: one form may hold another.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

export function redactText(text: string, forms: readonly string[]): string {
  let clean = text;
  for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, hidden);
  return clean;
}

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
