import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical } from "../../lib/core/canonical.ts";
import { diff } from "../../lib/definitions/diff.ts";
import { lineDiff } from "../../lib/text/line-diff.ts";

describe("what differs between two bodies", () => {
  test("is nothing where only the order of fields does", () => {
    expect(diff({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
  });

  test("is told per field, with what was there and what is", () => {
    expect(diff({ limits: { turns: 5 }, emoji: "🐢" }, { limits: { turns: 6 }, models: ["a/b"] })).toEqual([
      { path: "emoji", before: "🐢" },
      { path: "limits.turns", before: 5, after: 6 },
      { path: "models", after: ["a/b"] },
    ]);
  });

  test("goes by name where members have one, and tells a new order as such", () => {
    const before = { tools: [{ name: "todo" }, { name: "save_data", approval: "never" }, { name: "old" }] };
    const after = { tools: [{ name: "save_data", approval: "always" }, { name: "todo" }, { name: "new" }] };
    expect(diff(before, after)).toEqual([
      { path: "tools", before: ["todo", "save_data"], after: ["save_data", "todo"] },
      { path: "tools.save_data.approval", before: "never", after: "always" },
      { path: "tools.old", before: { name: "old" } },
      { path: "tools.new", after: { name: "new" } },
    ]);
  });

  test("is told line by line for texts and lists of texts", () => {
    expect(diff({ text: "a\nb\nc" }, { text: "a\nx\nc" })[0]?.lines).toEqual([
      { is: "same", text: "a" },
      { is: "removed", text: "b" },
      { is: "added", text: "x" },
      { is: "same", text: "c" },
    ]);
    expect(diff({ rules: ["one", "two"] }, { rules: ["one", "two", "three"] })[0]?.lines).toEqual([
      { is: "same", text: "one" },
      { is: "same", text: "two" },
      { is: "added", text: "three" },
    ]);
  });

  test("is never fooled by names that objects have anyway", () => {
    expect(diff({}, JSON.parse('{"__proto__":1,"constructor":2}'))).toEqual([
      { path: "__proto__", after: 1 },
      { path: "constructor", after: 2 },
    ]);
  });

  test("is nothing exactly where both are the same JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(diff(before, after).length === 0).toBe(canonical(before) === canonical(after));
        expect(diff(before, structuredClone(before))).toEqual([]);
      }),
    );
  });
});

describe("a diff of lines", () => {
  test("holds both texts", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(before, after);
        const side = (without: string) => lines.filter(({ is }) => is !== without).map((line) => line.text);
        expect(side("added").join("\n")).toBe(before);
        expect(side("removed").join("\n")).toBe(after);
      }),
    );
  });

  test("of long texts that have nothing in common tells one behind the other", () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word} ${index}`).join("\n");
    const lines = lineDiff(long("a"), long("b"));
    expect(lines.map(({ is }) => is).join("")).toBe("removed".repeat(3_000) + "added".repeat(3_000));
  });
});
