import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainWordsIn, wordsIn } from "../../lib/search/words.ts";

describe("the words of a text", () => {
  test.each([
    ["Hello, World! x2", ["hello", "world", "x2"]],
    ["Crème Brûlée ÅNGSTRÖM İstanbul", ["creme", "brulee", "angstrom", "istanbul"]],
    ["snake_case foo-bar a.b@c.de", ["snake", "case", "foo", "bar", "a", "b", "c", "de"]],
    ["你好 world", ["你", "好", "world"]],
    ["abc你好def", ["abc", "你", "好", "def"]],
    ["한국어 текст ﬁn ½", ["한국어", "текст", "fin", "12"]],
    ["\"'*():^{}-+~", []],
    ["\ud800 \0 \u202e", []],
    ["x".repeat(500), ["x".repeat(100)]],
  ])("of %j are %j", (text, words) => {
    expect(plainWordsIn(text)).toEqual(words);
  });

  test("are letters and digits alone, the same with their places and without, and folded once for all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const words = plainWordsIn(text);
        expect([...wordsIn(text)].map(({ word }) => word)).toEqual(words);
        for (const word of words) {
          expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
          expect(word.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
