import { expect, test } from "vitest";
import { relativeWords, shortAge } from "../../components/ui/relative-words.ts";

const now = new Date("2026-06-15T12:00:00Z");
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test.each([
  [0, "now", "now"],
  [59, "now", "now"],
  [60, "1 min. ago", "1m"],
  [3_599, "59 min. ago", "59m"],
  [7_200, "2 hr. ago", "2h"],
  [86_400, "yesterday", "1d"],
  [1_209_600, "2 wk. ago", "2w"],
  [70_000_000, "2 yr. ago", "2y"],
])("%i seconds ago", (seconds, words, short) => {
  expect(relativeWords(before(seconds), now)).toBe(words);
  expect(shortAge(before(seconds), now)).toBe(short);
});
