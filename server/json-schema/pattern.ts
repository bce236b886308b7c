import { RE2JS } from "re2js";

const known = new Map<string, RE2JS | null>();
const mostKnown = 500;
const longestPattern = 2000;

/** Whether a text matches somebody's pattern, in linear time. Null where the pattern cannot be used. */
export function matchesPattern(pattern: string, text: string): boolean | null {
  let compiled = known.get(pattern);
  if (compiled === undefined) {
    compiled = compile(pattern);
    if (known.size >= mostKnown) known.clear();
    known.set(pattern, compiled);
  }
  return compiled === null ? null : compiled.matcher(text).find();
}

function compile(pattern: string): RE2JS | null {
  if (pattern.length > longestPattern) return null;
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
