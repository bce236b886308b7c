const deepest = 100;

type Read = { ok: true; value: unknown } | { ok: false; message: string };

/** A result as JSON whose length is checked already. What would hurt those who walk it later is refused here. */
export function readResult(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, message: "The result is not JSON." };
  }
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.value === null || typeof next.value !== "object") continue;
    if (next.depth > deepest) return { ok: false, message: `The result is nested deeper than ${deepest} levels.` };
    if (Object.hasOwn(next.value, "__proto__"))
      return { ok: false, message: 'The result holds the key "__proto__", which is not allowed.' };
    for (const each of Object.values(next.value)) waiting.push({ value: each, depth: next.depth + 1 });
  }
  return { ok: true, value };
}
