import { Environment } from "@marcbachmann/cel-js";

/**
 * Conditions and templates are written in CEL, the Common Expression Language: no loops, no code, no access to anything
 * but the names it is given. What could cost without bound is refused: regular expressions, and lists walked within lists.
 */
const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
  limits: { maxAstNodes: 300, maxDepth: 30, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 10 },
});

const longest = 1000;
const mostWalks = 2;
const walks = /\.\s*(?:map|filter|all|exists|exists_one)\s*\(/g;

export type Evaluated = { ok: true; value: unknown } | { ok: false; why: string };

/** What is wrong with the text of an expression, as a sentence; null where nothing is. */
export function expressionTrouble(source: string): string | null {
  if (source.trim() === "") return "An expression must not be empty.";
  if (source.length > longest) return `An expression may have ${longest} characters at most.`;
  if (/\bmatches\s*\(/.test(source)) return 'Regular expressions are not offered here; use contains("…").';
  if ((source.match(walks)?.length ?? 0) > mostWalks) return `At most ${mostWalks} of map, filter, all and exists.`;
  try {
    environment.parse(source);
    return null;
  } catch (error) {
    return `"${source.slice(0, 80)}" cannot be read: ${firstLine(error)}`;
  }
}

export function evaluate(source: string, scope: Record<string, unknown>): Evaluated {
  const why = expressionTrouble(source);
  if (why) return { ok: false, why };
  try {
    return { ok: true, value: plain(environment.evaluate(source, scope)) };
  } catch (error) {
    return { ok: false, why: `"${source.slice(0, 80)}" cannot be worked out: ${firstLine(error)}` };
  }
}

/** CEL's whole numbers are big ones; everything else of ours is JSON. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plain(each)]));
  if (value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  return value;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 200) ?? "";
}
