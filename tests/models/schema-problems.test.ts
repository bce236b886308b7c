import { expect, test } from "vitest";
import { schemaProblems } from "../../server/json-schema/schema-problems.ts";

const messages = (schema: unknown) => schemaProblems(schema, "inputSchema").map(({ message }) => message);

test.each([
  [{ properties: { a: { type: "banana" } } }, /^inputSchema\.properties\.a has the type "banana"; there are null, /],
  [
    { items: { $ref: "https://example.com/schema" } },
    /items refers to "https.*", which is not in this schema; nothing/,
  ],
  [{ $ref: "#/$defs/none" }, /refers to "#\/\$defs\/none"/],
  [{ pattern: "(?=x)" }, /has a pattern that cannot be used: "\(\?=x\)"/],
  [{ patternProperties: { "(": true } }, /has a pattern that cannot be used: "\("/],
  [{ required: "a" }, /required fields that are not a list/],
  [{ minLength: "5" }, /needs a number as minLength/],
  [{ enum: "a" }, /needs a list as enum/],
  [{ properties: 5 }, /needs an object as properties/],
  [{ allOf: [{ items: [true] }] }, /^inputSchema\.allOf\.0\.items must be a schema/],
])("%j is told: %s", (schema, message) => {
  expect(messages(schema)).toEqual([expect.stringMatching(message)]);
});

test("a schema that means something has no problem, whatever its values look like", () => {
  const schema = {
    type: ["object", "null"],
    properties: { type: { const: { type: "banana" } }, next: { $ref: "#" }, other: { $ref: "#name" } },
    $defs: { a: { $anchor: "name", enum: [{ $ref: "x" }] } },
    additionalProperties: false,
  };
  expect(messages(schema)).toEqual([]);
});

test("no more is told than somebody reads", () => {
  const properties = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a${index}`, { type: "none" }]));
  expect(messages({ properties })).toHaveLength(5);
});
