import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { evaluate } from "../evaluate.ts";

export const calculate = defineTool({
  name: "calculate",
  description:
    "Computes an arithmetic expression exactly: numbers, + - * / % (remainder) ^ (power), parentheses, sqrt abs round floor ceil min max sin cos tan log (base 10) ln exp pow, pi and e. Use it instead of reckoning yourself.",
  arguments: z.strictObject({ expression: z.string().min(1).max(2000).describe("For example (3 + 4) * 2 ^ 10") }),
  details: z.strictObject({ value: z.number() }),
  permissions: [],
  retry: "safe",
  timeoutMs: 1000,
  run({ expression }) {
    const value = evaluate(expression);
    return { content: shown(value), details: { value } };
  },
});

/** Whole numbers as they are; others, and those too large to be exact, with twelve significant digits. */
function shown(value: number): string {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  const rounded = value.toPrecision(12);
  return Math.abs(value) >= 1e15 ? `about ${rounded.replace(/\.?0+e/, "e")}` : String(Number(rounded));
}
