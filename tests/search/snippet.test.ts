import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuery } from "../../lib/search/query.ts";
import { snippetOf } from "../../lib/search/snippet.ts";

/** The snippet with its marks drawn. */
function drawn(text: string, query: string, length?: number): string {
  const snippet = snippetOf(text, parseQuery(query), length);
  let shown = snippet.text;
  for (const { from, to } of snippet.marks.toReversed())
    shown = `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`;
  return shown;
}

describe("a snippet", () => {
  test.each([
    ["What is Crème brûlée?", "brulee creme ", "What is [Crème] [brûlée]?"],
    ["one two three, two three", '"two three"', "one [two three], [two three]"],
    ["beginning and begin", "begin", "[beginning] and [begin]"],
    ["beginning and begin", "begin ", "beginning and [begin]"],
    ["first\n\tsecond", "second", "first  [second]"],
    ["nothing of it", "else", "nothing of it"],
    ["a b a b a", '"a b a"', "[a b a b a]"],
  ])("of %j for %j is %j", (text, query, shown) => {
    expect(drawn(text, query)).toBe(shown);
  });

  test("of a long text is the piece around what was found, cut between words", () => {
    const text = `${"before ".repeat(100)}needle ${"after ".repeat(100)}`;
    const shown = drawn(text, "needle", 80);
    expect(shown).toMatch(/^…(before )+\[needle\] (after )+.*…$/);
    expect(shown.length).toBeLessThan(90);
  });

  test("marks places that are in it, in order and apart, whatever the text", () => {
    const word = fc.constantFrom("ab", "abc", "é", "你好", "😀", " ", "\n", "-", "x".repeat(300), "\ud83d");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), fc.array(word, { maxLength: 4 }), (parts, asked) => {
        const { text, marks } = snippetOf(parts.join(""), parseQuery(asked.join(" ")));
        expect(text.isWellFormed()).toBe(true);
        let last = 0;
        for (const { from, to } of marks) {
          expect(from >= last && to > from && to <= text.length).toBe(true);
          last = to;
        }
      }),
    );
  });
});
