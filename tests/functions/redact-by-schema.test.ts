import { expect, test } from "vitest";
import { redactBySchema } from "../../lib/functions/redact-by-schema.ts";

test.each([
  ["a field", { properties: { a: { "x-secret": true } } }, { a: 1, b: 2 }, { a: "•••", b: 2 }],
  ["what is only written", { writeOnly: true }, "pin", "•••"],
  ["in lists", { items: { properties: { a: { writeOnly: true } } } }, [{ a: 1 }, 2], [{ a: "•••" }, 2]],
  ["by place", { prefixItems: [true, { "x-secret": true }] }, [1, 2, 3], [1, "•••", 3]],
  [
    "by reference",
    { $ref: "#/$defs/a", $defs: { a: { properties: { b: { "x-secret": true } } } } },
    { b: 1 },
    { b: "•••" },
  ],
  [
    "in one of several forms",
    { anyOf: [{ type: "null" }, { properties: { a: { "x-secret": true } } }] },
    { a: 1 },
    { a: "•••" },
  ],
  ["whatever else there is", { additionalProperties: { "x-secret": true } }, { z: 1 }, { z: "•••" }],
  [
    "by a name, and by a path with escapes",
    {
      properties: { a: { $ref: "#key" }, b: { $ref: "#/$defs/a%20key" } },
      $defs: { "a key": { $anchor: "key", writeOnly: true } },
    },
    { a: 1, b: 2, c: 3 },
    { a: "•••", b: "•••", c: 3 },
  ],
  ["nothing without a schema", null, { a: 1 }, { a: 1 }],
  ["not for ever", { $ref: "#" }, { a: 1 }, { a: 1 }],
])("what a schema calls secret is taken out: %s", (_name, schema, value, expected) => {
  expect(redactBySchema(schema, value)).toEqual(expected);
});

test("a schema that branches into itself costs no more than it has parts", () => {
  const branching = {
    allOf: Array.from({ length: 50 }, () => ({ $ref: "#" })),
    properties: { next: { $ref: "#" }, key: { writeOnly: true } },
  };
  const value = { key: 1, next: { key: 2, next: { open: 3 } } };
  expect(redactBySchema(branching, value)).toEqual({ key: "•••", next: { key: "•••", next: { open: 3 } } });
});

test("what would be looked at for too long counts as secret", () => {
  const parts = Array.from({ length: 1_000 }, (_, number) => ({ title: String(number) }));
  const schema = { items: { allOf: parts }, properties: { key: { writeOnly: true } } };
  const redacted = redactBySchema(schema, Array(1_000).fill("open")) as string[];
  expect(redacted.slice(0, 100)).toEqual(Array(100).fill("open"));
  expect(redacted.at(-1)).toBe("•••");
});
