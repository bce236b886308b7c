/** Whether a text is what it should be. */

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text);
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#@]+(:\d{1,5})?([/?#][^\s]*)?$/i.test(text);
}

/** A day that there is: "2026-02-30" is none. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Checks the digits of an international bank account number. */
export function isIban(text: string): boolean {
  const compact = text.replaceAll(" ", "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let rest = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const digits = String(Number.parseInt(character, 36));
    for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/** The check digit of cards and many other numbers. */
export function isLuhn(text: string): boolean {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^\d{2,30}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The fields that lack a value. */
export function missing(record: Readonly<Record<string, unknown>>, fields: readonly string[]): string[] {
  return fields.filter((field) => {
    const value = Object.hasOwn(record, field) ? record[field] : undefined;
    return value === undefined || value === null || value === "";
  });
}
