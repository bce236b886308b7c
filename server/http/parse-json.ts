import { AppError } from "../../lib/core/errors.ts";

const deepest = 100;
const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The value, or a refusal that names the place where the text stops being JSON. */
export function parseJson(source: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    const at = firstError(source);
    const before = source.slice(0, at).split("\n");
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} (position ${at})`;
    throw new AppError("invalid", `The body is not JSON: it goes wrong at ${place}.`);
  }
  refuseHostile(value);
  return value;
}

/** Nested so deep that walking it would break the stack, or a key that reaches an object's prototype. */
function refuseHostile(value: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.value === null || typeof next.value !== "object") continue;
    if (next.depth > deepest) throw new AppError("invalid", `The body is nested deeper than ${deepest} levels.`);
    if (Object.hasOwn(next.value, "__proto__"))
      throw new AppError("invalid", 'The body holds the key "__proto__", which is not allowed.');
    for (const each of Object.values(next.value)) waiting.push({ value: each, depth: next.depth + 1 });
  }
}

type Wanted = "value" | "value or ]" | "key" | "key or }" | "colon" | "more" | "end";

/** The position of the first character that JSON does not allow there. Walks with a list instead of the stack. */
export function firstError(source: string): number {
  const open: string[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    at = after(space, source, at) ?? at;
    if (wanted === "end") return at;
    const character = source[at];
    const closing = open.at(-1) === "{" ? "}" : "]";
    if (
      character === closing &&
      open.length > 0 &&
      (wanted === "more" || wanted === `key or ${closing}` || wanted === `value or ${closing}`)
    ) {
      open.pop();
      at++;
      wanted = open.length > 0 ? "more" : "end";
    } else if (wanted === "more") {
      if (character !== ",") return at;
      at++;
      wanted = open.at(-1) === "{" ? "key" : "value";
    } else if (wanted === "colon") {
      if (character !== ":") return at;
      at++;
      wanted = "value";
    } else if (wanted === "key" || wanted === "key or }") {
      const { end, ok } = textAt(source, at);
      if (!ok) return end;
      at = end;
      wanted = "colon";
    } else if (character === "{" || character === "[") {
      open.push(character);
      at++;
      wanted = character === "{" ? "key or }" : "value or ]";
    } else {
      const { end, ok } =
        character === '"'
          ? textAt(source, at)
          : { end: after(scalar, source, at) ?? at, ok: after(scalar, source, at) !== null };
      if (!ok) return end;
      at = end;
      wanted = open.length > 0 ? "more" : "end";
    }
  }
}

function textAt(source: string, start: number): { end: number; ok: boolean } {
  if (source[start] !== '"') return { end: start, ok: false };
  let at = start + 1;
  for (;;) {
    const character = source[at];
    if (character === '"') return { end: at + 1, ok: true };
    if (character === undefined || character < " ") return { end: at, ok: false };
    const end: number | null = character === "\\" ? after(escaped, source, at) : at + 1;
    if (end === null) return { end: at, ok: false };
    at = end;
  }
}

function after(pattern: RegExp, source: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : null;
}
