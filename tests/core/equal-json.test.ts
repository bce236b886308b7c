import { expect, test } from "vitest";
import { equalJson } from "../../lib/core/equal-json.ts";

test.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [1, "1", false],
  [null, null, true],
  [null, {}, false],
  ["a", "a", true],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [[], {}, false],
  [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: null }, { b: null }, false],
  [{ toString: 1 }, {}, false],
])("Whether %j and %j say the same: %s", (a, b, same) => {
  expect(equalJson(a, b)).toBe(same);
  expect(equalJson(b, a)).toBe(same);
});
