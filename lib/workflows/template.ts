import { type Evaluated, evaluate, expressionTrouble } from "./expression.ts";

const place = /\{\{([\s\S]*?)\}\}/g;
const longestText = 100_000;

/** A text with `{{ expressions }}` in it. */
export function fillTemplate(template: string, scope: Record<string, unknown>): Evaluated {
  let trouble: string | null = null;
  const text = template.replace(place, (_whole, source: string) => {
    const result = evaluate(source.trim(), scope);
    if (!result.ok) trouble ??= result.why;
    return result.ok ? asText(result.value) : "";
  });
  return trouble === null ? { ok: true, value: text.slice(0, longestText) } : { ok: false, why: trouble };
}

export function templateTroubles(template: string): string[] {
  return [...template.matchAll(place)].flatMap(([, source]) => expressionTrouble((source ?? "").trim()) ?? []);
}

/** Values in which every text is a template; one that is a single expression keeps its value's type. */
export function fillValues(value: unknown, scope: Record<string, unknown>): Evaluated {
  if (typeof value === "string") {
    const whole = /^\{\{([^{}]*)\}\}$/.exec(value.trim());
    return whole ? evaluate((whole[1] as string).trim(), scope) : fillTemplate(value, scope);
  }
  if (value === null || typeof value !== "object") return { ok: true, value };
  const filled: [string, unknown][] = [];
  for (const [key, each] of Object.entries(value)) {
    const result = fillValues(each, scope);
    if (!result.ok) return result;
    filled.push([key, result.value]);
  }
  return { ok: true, value: Array.isArray(value) ? filled.map(([, each]) => each) : Object.fromEntries(filled) };
}

export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
