import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../server/tools/evaluate.ts";

describe("arithmetic", () => {
  test.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["10 - 4 - 3", 3],
    ["64 / 4 / 2", 8],
    ["17 % 5", 2],
    ["-7 % 3", -1],
    ["2 ^ 3 ^ 2", 512],
    ["2 ** 10", 1024],
    ["-2 ^ 2", -4],
    ["(-2) ^ 2", 4],
    ["2 ^ -1 * 3", 1.5],
    ["--+-3", -3],
    ["1e3 + .5 + 2.", 1002.5],
    ["2*pi", 2 * Math.PI],
    ["E", Math.E],
    ["sqrt(16) + abs(-3) + floor(2.7) + ceil(2.1)", 12],
    ["min(3, 1, 2) + max(3, 1, 2)", 4],
    ["round(2.5) + round(-2.5)", 0],
    ["round(1.005, 2)", 1.01],
    ["round(1234, -2)", 1200],
    ["round(9007199254740991)", 9007199254740991],
    ["log(1000) + log10(10) + ln(e)", 5],
    ["pow(2, 8) + exp(0)", 257],
    ["sin(0) + cos(0) + tan(0)", 1],
    ["\n 1\t+\r\n1 ", 2],
  ])("%s is %d", (expression, value) => {
    expect(evaluate(expression)).toBeCloseTo(value, 10);
  });

  test.each([
    ["", "is empty"],
    ["   ", "is empty"],
    ["1 +", "A number is missing at the end"],
    ["1 2", 'An operator is missing before "2" at position'],
    ["(1 + 2", '")" is missing at the end'],
    ["1 + 2)", 'An operator is missing before ")"'],
    ["* 3", 'A number is missing before "*" at position 1'],
    ["sqrt 4", '"(" is missing before "4"'],
    ["sqrt(1, 2)", "sqrt takes 1 argument, not 2"],
    ["pow(2)", "pow takes 2 arguments, not 1"],
    ["min()", "A number is missing"],
    ["2pi", 'An operator is missing before "pi"'],
    ["1 / 0", "divides by zero"],
    ["5 % (1 - 1)", "divides by zero"],
    ["sqrt(-1)", "no real value"],
    ["9 ^ 9 ^ 9", "too large"],
    ["1,000", "An operator is missing"],
    ["2 + $x", '"$" at position'],
    ["1 = 1", '"="'],
    ["x + 1", '"x" is not known here'],
  ])("%s is refused with a sentence", (expression, sentence) => {
    expect(() => evaluate(expression)).toThrow(sentence);
  });

  test.each([
    "constructor",
    "__proto__",
    "toString()",
    "process.exit(1)",
    "globalThis",
    "(() => 1)()",
    "`1`",
    "'1'",
    "[1][0]",
    "pi.constructor",
    "import(1)",
    "hasOwnProperty(1)",
  ])("%s reaches nothing", (expression) => {
    expect(() => evaluate(expression)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("depth and length are bounded, whatever makes the depth", () => {
    for (const deep of ["(", "-", "sqrt(", "2^", "1+("])
      expect(() => evaluate(`${deep.repeat(300)}1`)).toThrow("deeper than");
    expect(() => evaluate("1+".repeat(1500))).toThrow("longer than");
    expect(evaluate(`${"1+".repeat(900)}1`)).toBe(901);
  });
});

interface Expression {
  text: string;
  value: number;
}

const number = fc
  .oneof(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0.001, max: 1000, noNaN: true }))
  .map((value) => ({ text: String(value), value }));
const space = fc.constantFrom("", " ", "  ");

/** Grows expressions beside their value, which JavaScript computes step by step; every step stands in parentheses, or is bare and binds as taught in school. */
const { sum } = fc.letrec<{ sum: Expression; product: Expression; factor: Expression }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 5 },
    tie("product"),
    fc.tuple(tie("sum"), fc.constantFrom("+", "-"), tie("product"), space).map(join),
  ),
  product: fc.oneof(
    { maxDepth: 5 },
    tie("factor"),
    fc.tuple(tie("product"), fc.constantFrom("*", "/"), tie("factor"), space).map(join),
  ),
  factor: fc.oneof(
    { maxDepth: 5 },
    number,
    tie("sum").map(({ text, value }) => ({ text: `(${text})`, value })),
    tie("factor").map(({ text, value }) => ({ text: `-${text}`, value: -value })),
  ),
}));

function join([left, operator, right, gap]: [Expression, string, Expression, string]): Expression {
  const value = {
    "+": left.value + right.value,
    "-": left.value - right.value,
    "*": left.value * right.value,
    "/": right.value === 0 ? Number.NaN : left.value / right.value,
  };
  return { text: `${left.text}${gap}${operator}${gap}${right.text}`, value: value[operator as keyof typeof value] };
}

test("any expression of + - * / and parentheses has the value that computing it step by step gives", () => {
  fc.assert(
    fc.property(sum, ({ text, value }) => {
      fc.pre(text.length < 2000);
      if (Number.isNaN(value)) expect(() => evaluate(text)).toThrow(/divides by zero|no real value/);
      else if (Number.isFinite(value)) expect(evaluate(text)).toBe(value);
    }),
    { numRuns: 2000 },
  );
});

test("any text at all has a value or is refused as invalid", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "1",
      "2.5",
      "+",
      "-",
      "*",
      "/",
      "^",
      "%",
      "(",
      ")",
      ",",
      "min",
      "sqrt",
      "pi",
      " ",
      "e",
      "1e9",
      "x",
      ".",
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((each) => each.join("")),
        fc.string(),
      ),
      (text) => {
        try {
          expect(evaluate(text)).toSatisfy(Number.isFinite);
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid" });
        }
      },
    ),
    { numRuns: 2000 },
  );
});
