type Headers = Record<string, string | string[] | undefined>;

/** How long a provider asks to be left alone, in milliseconds, or null where it does not say. */
export function readRetryAfter(headers: Headers, today: number = Date.now()): number | null {
  const exact = Number(first(headers["retry-after-ms"]) ?? Number.NaN);
  if (exact >= 0) return exact;
  const given = first(headers["retry-after"]);
  if (given === undefined) return null;
  const seconds = Number(given);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(given);
  return Number.isNaN(date) ? null : Math.max(0, date - today);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
