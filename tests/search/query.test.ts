import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "../../lib/search/query.ts";

const asked = (query: string) => parseQuery(query).map(({ words, prefix }) => words.join(" ") + (prefix ? "*" : ""));

test.each([
  ["red gre", ["red", "gre*"]],
  ["red green ", ["red", "green"]],
  ['"red green" blue', ["red green", "blue*"]],
  ['blue "red green"', ["blue", "red green"]],
  ['"red gre', ["red gre*"]],
  ["„rot grün“ blau", ["rot grun", "blau*"]],
  ["foo-bar.baz", ["foo bar baz*"]],
  ["世界", ["世 界*"]],
  ["NOT a OR b*", ["not", "a", "or", "b"]],
  ["", []],
  ['"', []],
  ["* ( ) ^ : {}", []],
])("%j asks for %j", (query, terms) => {
  expect(asked(query)).toEqual(terms);
});

test("every text can be asked for, and asks for no more than so many terms", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 500 }), (query) => parseQuery(query).length <= 20));
});
