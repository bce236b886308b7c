import { hidden } from "../../lib/secrets/redact-json.ts";

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
