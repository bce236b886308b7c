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
  ["nothing without a schema", null, { a: 1 }, { a: 1 }],
  ["not for ever", { $ref: "#" }, { a: 1 }, { a: 1 }],
])("what a schema calls secret is taken out: %s", (_name, schema, value, expected) => {
  expect(redactBySchema(schema, value)).toEqual(expected);
});
