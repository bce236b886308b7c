import { expect, test } from "vitest";
import { TokenRate } from "../../../components/live/token-rate.ts";
import { guessTokens } from "../../../lib/core/tokens.ts";

const word = "forty characters of what a model writes.";
const each = guessTokens(word);

test("the rate is that of the last two seconds, and none when nothing came", () => {
  const rate = new TokenRate();
  for (let at = 0; at < 10_000; at += 100) rate.add("a", word, at);
  rate.add("b", word, 9_900);
  const now = rate.at(10_000);
  expect(now.a).toBeGreaterThan(each * 9);
  expect(now.a).toBeLessThan(each * 11);
  expect(now.b).toBeLessThan(each);
  expect(rate.at(20_000)).toEqual({});
});
