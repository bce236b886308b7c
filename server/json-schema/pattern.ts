import { RE2JS } from "re2js";

const known = new Map<string, RE2JS | null>();
const mostKnown = 500;
const longestPattern = 2000;

/** Whether a text matches somebody's pattern, in linear time. Null where the pattern cannot be used. */
export function matchesPattern(pattern: string, text: string): boolean | null {
  return compiled(pattern)?.matcher(text).find() ?? null;
}

export function canMatch(pattern: string): boolean {
  return compiled(pattern) !== null;
}

/** About how much work that is at most, in microseconds: it grows with the text, and with what the pattern stands for. */
export function patternCost(pattern: string, text: string): number {
  const size = compiled(pattern)?.programSize() ?? 0;
  return size * (5 + text.length / 40);
}

function compiled(pattern: string): RE2JS | null {
  let made = known.get(pattern);
  if (made === undefined) {
    made = compile(pattern);
    if (known.size >= mostKnown) known.clear();
    known.set(pattern, made);
  }
  return made;
}

function compile(pattern: string): RE2JS | null {
  if (pattern.length > longestPattern) return null;
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
