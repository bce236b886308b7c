import { expect, test } from "vitest";
import { calculate } from "../../../server/tools/builtin/calculate.ts";
import { toolContext } from "../tool-context.ts";

const content = async (expression: string) => (await calculate.run({ expression }, toolContext())).content;

test.each([
  ["0.1 + 0.2", "0.3"],
  ["1 / 3", "0.333333333333"],
  ["123456789 * 9", "1111111101"],
  ["0 * -1", "0"],
  ["2 ^ 53 - 1", "9007199254740991"],
  ["10 ^ 20", "about 1e+20"],
  ["123456789 * 987654321 * 3", "about 3.65797893338e+17"],
  ["1 / 10 ^ 9", "1e-9"],
])("%s is shown as %s", async (expression, shown) => {
  expect(await content(expression)).toBe(shown);
});

test("the exact value stands in the details", async () => {
  expect(await calculate.run({ expression: "0.1 + 0.2" }, toolContext())).toMatchObject({
    details: { value: 0.1 + 0.2 },
  });
});

test("an expression must be there and short", () => {
  expect(calculate.check({}).ok).toBe(false);
  expect(calculate.check({ expression: "1".repeat(2001) }).ok).toBe(false);
  expect(calculate.check({ expression: ["1"] }).ok).toBe(false);
});
