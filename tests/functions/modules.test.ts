import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { moduleNames } from "../../lib/functions/module-names.ts";
import * as csv from "../../lib/functions/modules/csv.ts";
import * as dates from "../../lib/functions/modules/dates.ts";
import * as math from "../../lib/functions/modules/math.ts";
import * as text from "../../lib/functions/modules/text.ts";
import * as validate from "../../lib/functions/modules/validate.ts";

test("every module that may be imported is there, and no other", () => {
  const files = readdirSync(join(import.meta.dirname, "../../lib/functions/modules"));
  expect(files.map((file) => `troupe:${file.replace(/\.ts$/, "")}`).sort()).toEqual([...moduleNames]);
});

describe("troupe:csv", () => {
  test("reads quotes, line breaks, other separators and a byte order mark", () => {
    expect(csv.parse('\uFEFFname,say\r\n"Ada, A.","a ""b""\nc"\nBob,')).toEqual([
      { name: "Ada, A.", say: 'a "b"\nc' },
      { name: "Bob", say: "" },
    ]);
    expect(csv.parseRows("a;b\n1;2\n\n")).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
    expect(csv.parse("")).toEqual([]);
  });

  test("gives back what it has written", () => {
    const records = [
      { a: "x,y", b: 'q"' },
      { a: "\n", b: "" },
    ];
    expect(csv.parse(csv.format(records))).toEqual(records);
    expect(csv.format([{ a: 1 }, { b: null, c: [1] }])).toBe("a,b,c\r\n1,,\r\n,,[1]");
  });
});

describe("troupe:dates", () => {
  test("adds months and leap years as calendars do", () => {
    expect(dates.day(dates.add("2026-01-31", 1, "months"))).toBe("2026-02-28");
    expect(dates.day(dates.add("2024-02-29", 1, "years"))).toBe("2025-02-28");
    expect(dates.day(dates.add("2026-03-31", -1, "months"))).toBe("2026-02-28");
    expect(dates.add("2026-11-21T10:00:00Z", 90, "minutes")).toBe("2026-11-21T11:30:00.000Z");
  });

  test.each([
    ["2026-01-01", { year: 2026, week: 1 }],
    ["2027-01-01", { year: 2026, week: 53 }],
    ["2024-12-30", { year: 2025, week: 1 }],
    ["2021-01-03", { year: 2020, week: 53 }],
  ])("%s is in week %j", (day, week) => expect(dates.week(day)).toEqual(week));

  test("counts working days, and refuses what is no date", () => {
    expect(dates.workingDays("2026-11-20", "2026-11-24")).toBe(3);
    expect(dates.workingDays("2026-11-20", "2026-11-24", ["2026-11-23"])).toBe(2);
    expect(dates.difference("2026-11-01", "2026-11-21")).toBe(20);
    expect(() => dates.day("soon")).toThrow('"soon" is not a date.');
    expect(() => dates.workingDays(0, 8e15)).toThrow("too many");
  });
});

describe("troupe:math", () => {
  test("sums without losing what is small, and rounds as people do", () => {
    expect(math.sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(math.round(1.005, 2)).toBe(1.01);
    expect(math.round(-2.5)).toBe(-3);
    expect(math.round(1e21, 2)).toBe(1e21);
  });

  test("describes a list", () => {
    expect([math.mean([1, 2, 6]), math.median([3, 1, 2, 10]), math.quantile([1, 2, 3], 1)]).toEqual([3, 2.5, 3]);
    expect(math.standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2);
    expect(
      math.trend([
        { x: 0, y: 1 },
        { x: 2, y: 5 },
      ]),
    ).toEqual({ slope: 2, intercept: 1 });
    expect(() => math.mean([])).toThrow("at least one");
  });
});

describe("troupe:text", () => {
  test("knows words, slugs and templates", () => {
    expect(text.words("Don't panic – it's 42 o’clock")).toEqual(["Don't", "panic", "it's", "42", "o’clock"]);
    expect(text.slug("  Crème brûlée! ")).toBe("creme-brulee");
    expect(text.fill("{{a}} {{ b }} {{constructor}}", { a: 1 })).toBe("1 {{ b }} {{constructor}}");
    expect(text.shorten("one two three four", 12)).toBe("one two…");
    expect(text.shorten("👍👍👍", 2)).toBe("👍…");
    expect(text.frequencies("b a B")).toEqual([
      { word: "b", count: 2 },
      { word: "a", count: 1 },
    ]);
    expect(text.distance("kitten", "sitting")).toBe(3);
  });
});

describe("troupe:validate", () => {
  test.each([
    [validate.isEmail, ["a@b.co", "a+b@münchen.de"], ["a@b", "a b@c.de", "@b.co"]],
    [validate.isHttpUrl, ["https://a.b/c?d", "http://localhost:80"], ["ftp://a", "https://a@b", "javascript:1"]],
    [validate.isDate, ["2024-02-29"], ["2026-02-29", "2026-2-1", "2026-13-01"]],
    [validate.isIban, ["DE89 3704 0044 0532 0130 00"], ["DE88 3704 0044 0532 0130 00", "x"]],
    [validate.isLuhn, ["4242 4242 4242 4242"], ["4242 4242 4242 4241", "1"]],
  ])("%o tells good from bad", (isGood, good, bad) => {
    expect(good.filter((each) => !isGood(each))).toEqual([]);
    expect(bad.filter((each) => isGood(each))).toEqual([]);
  });

  test("names the fields that lack a value", () => {
    expect(validate.missing({ a: 0, b: "" }, ["a", "b", "toString"])).toEqual(["b", "toString"]);
  });
});
