import { describe, expect, it } from "vitest";
import { checkAgainstSchema } from "../../server/json-schema/validate.ts";

const person = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 1, maxLength: 5, pattern: "^[A-Z]" },
    age: { type: "integer", minimum: 0, maximum: 150 },
    tags: { type: "array", items: { enum: ["a", "b"] }, minItems: 1, maxItems: 2, uniqueItems: true },
    parent: { $ref: "#" },
    role: { const: "user" },
  },
  required: ["name"],
  additionalProperties: false,
};

const textOrNumber = JSON.parse('{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":5}}');

describe("a value against a JSON Schema", () => {
  it.each([
    [{ name: "Ada" }, null],
    [{ name: "Ada", age: 3, tags: ["a", "b"], parent: { name: "Eva" }, role: "user" }, null],
    [[], "the value must be an object."],
    [{}, "name is missing."],
    [{ name: "" }, 'name must have at least 1 character; name must match the pattern "^[A-Z]".'],
    [{ name: "Adalbert" }, "name must have at most 5 characters."],
    [{ name: "👨‍👩‍👧" }, 'name must match the pattern "^[A-Z]".'],
    [{ name: "Ada", age: 1.5 }, "age must be a whole number."],
    [{ name: "Ada", age: -1 }, "age must be at least 0."],
    [{ name: "Ada", tags: ["c"] }, 'tags[0] must be one of "a", "b".'],
    [{ name: "Ada", tags: ["a", "a"] }, "tags must not hold the same item twice."],
    [{ name: "Ada", parent: { name: "Eva", parent: {} } }, "parent.parent.name is missing."],
    [{ name: "Ada", role: "admin" }, 'role must be "user".'],
    [{ name: "Ada", "more than": 1 }, '"more than" is not a known field.'],
  ])("%j: %s", (value, problem) => {
    expect(checkAgainstSchema(person, value)).toBe(problem);
  });

  it.each([
    [{ type: ["string", "null"] }, null, true],
    [{ type: "number", exclusiveMinimum: 1, exclusiveMaximum: 2 }, 1, false],
    [{ type: "number", multipleOf: 0.1 }, 0.3, true],
    [{ multipleOf: 0.1 }, 0.35, false],
    [{ anyOf: [{ type: "string" }, { type: "number" }] }, true, false],
    [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 3, false],
    [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 1, true],
    [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, 3, false],
    [{ not: { type: "string" } }, "x", false],
    [textOrNumber, "x", false],
    [textOrNumber, 4, false],
    [{ prefixItems: [{ type: "string" }], items: { type: "number" } }, ["a", 1, 2], true],
    [{ prefixItems: [{ type: "string" }], items: false }, ["a", 1], false],
    [{ contains: { const: 1 }, minContains: 2 }, [1, 2], false],
    [{ patternProperties: { "^x-": { type: "number" } }, additionalProperties: false }, { "x-a": 1 }, true],
    [{ patternProperties: { "^x-": { type: "number" } }, additionalProperties: false }, { y: 1 }, false],
    [{ propertyNames: { maxLength: 2 } }, { abc: 1 }, false],
    [{ minProperties: 1, maxProperties: 1 }, { a: 1, b: 2 }, false],
    [{ dependentRequired: { card: ["address"] } }, { card: 1 }, false],
    [{ additionalProperties: { type: "number" } }, { a: "x" }, false],
    [{ $defs: { "a/b": { type: "string" } }, $ref: "#/$defs/a~1b" }, 1, false],
    [{ enum: [{ a: [1] }] }, { a: [1] }, true],
    [{ properties: { constructor: { type: "string" } } }, {}, true],
    [{ properties: { a: {} }, unevaluatedProperties: false }, { a: 1 }, true],
    [{ properties: { a: {} }, unevaluatedProperties: false }, { a: 1, b: 1 }, false],
    [{ allOf: [{ properties: { a: {} } }], properties: { b: {} }, unevaluatedProperties: false }, { a: 1, b: 1 }, true],
    [{ anyOf: [{ required: ["a"], properties: { a: {} } }, true], unevaluatedProperties: false }, { a: 1 }, true],
    [{ anyOf: [{ required: ["a"], properties: { a: {} } }, true], unevaluatedProperties: false }, { c: 1 }, false],
    [
      { $ref: "#/$defs/a", $defs: { a: { properties: { a: {} } } }, unevaluatedProperties: { type: "number" } },
      { a: "x", b: 1 },
      true,
    ],
    [
      { $ref: "#/$defs/a", $defs: { a: { properties: { a: {} } } }, unevaluatedProperties: { type: "number" } },
      { a: "x", b: "y" },
      false,
    ],
    [{ not: { properties: { a: { type: "string" } } }, unevaluatedProperties: false }, { a: 1 }, false],
    [{ prefixItems: [true], unevaluatedItems: false }, [1], true],
    [{ prefixItems: [true], unevaluatedItems: false }, [1, 2], false],
    [{ contains: { type: "string" }, unevaluatedItems: { type: "number" } }, ["a", 1], true],
    [{ contains: { type: "string" }, unevaluatedItems: { type: "number" } }, ["a", null], false],
    [{ dependentSchemas: { a: { required: ["b"] } } }, { a: 1 }, false],
    [{ dependentSchemas: { a: { required: ["b"] } } }, { c: 1 }, true],
    [{ $ref: "#name", $defs: { a: { $anchor: "name", type: "string" } } }, 1, false],
    [{ $dynamicRef: "#node", $defs: { a: { $dynamicAnchor: "node", type: "string" } } }, "x", true],
    [{ $ref: "https://example.com/a", $defs: { a: { $id: "https://example.com/a", type: "string" } } }, 1, false],
    [
      { $dynamicAnchor: "tree", properties: { left: { $dynamicRef: "#tree" } }, required: ["v"] },
      { v: 1, left: {} },
      false,
    ],
    [{ format: "date" }, "2024-02-29", true],
    [{ format: "date" }, "2026-02-29", false],
    [{ format: "date" }, 5, true],
    [{ format: "date-time" }, "2026-11-21T09:00:00Z", true],
    [{ format: "date-time" }, "2026-11-21 09:00", false],
    [{ format: "email" }, "a@b.example", true],
    [{ format: "email" }, "a@b@c", false],
    [{ format: "uuid" }, "2eb8aa08-aa98-11ea-b4aa-73b441d16380", true],
    [{ format: "uuid" }, "2eb8aa08", false],
    [{ format: "ipv4" }, "127.0.0.1", true],
    [{ format: "ipv6" }, "::1", true],
    [{ format: "ipv6" }, "127.0.0.1", false],
    [{ format: "uri" }, "https://example.com/a b", false],
    [{ format: "uri" }, "mailto:a@b.c", true],
    [{ format: "hostname" }, "-a.example", false],
    [{ format: "duration" }, "P1DT2H", true],
    [{ format: "duration" }, "P", false],
    [{ format: "of our own" }, "anything", true],
    [true, "anything", true],
    [false, "anything", false],
  ])("%j takes %j: %s", (schema, value, fits) => {
    expect(checkAgainstSchema(schema, value) === null).toBe(fits);
  });

  it("runs a hostile pattern in linear time, and says which patterns it cannot run", () => {
    const startedAt = performance.now();
    expect(checkAgainstSchema({ pattern: "^(a+)+$" }, `${"a".repeat(50_000)}!`)).toContain("must match");
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(checkAgainstSchema({ pattern: "(?=a)b" }, "b")).toContain("cannot be checked");
    expect(checkAgainstSchema({ pattern: "a".repeat(3000) }, "b")).toContain("cannot be checked");
  });

  it("ends for schemas that refer to themselves or outside, and for deep or endless work", () => {
    const circle = { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } };
    expect(checkAgainstSchema(circle, 1)).toContain("deeper than 64 levels");
    expect(checkAgainstSchema({ $ref: "https://example.com/schema" }, 1)).toContain("outside it");
    expect(checkAgainstSchema({ $ref: "#/$defs/none" }, 1)).toContain("not there");
    const deep = Array(100)
      .fill(0)
      .reduce((inner: unknown) => ({ items: inner }), {});
    expect(
      checkAgainstSchema(
        deep,
        Array(100)
          .fill(0)
          .reduce((inner: unknown) => [inner], []),
      ),
    ).toContain("nested deeper");
    const branching = { anyOf: Array(10).fill({ $ref: "#" }) };
    expect(checkAgainstSchema(branching, 1)).not.toBeNull();
  });

  it("takes the length of what is read into account, however few rules there are", () => {
    const long = "a".repeat(1_000_000);
    const tooLarge = "The value or its schema is too large to be checked.";
    const times = (rule: object) => ({ allOf: Array.from({ length: 1_000 }, () => rule) });
    expect(checkAgainstSchema(times({ pattern: "a$" }), long)).toBe(tooLarge);
    expect(checkAgainstSchema(times({ minLength: 5 }), long)).toBe(tooLarge);
    expect(checkAgainstSchema(times({ uniqueItems: true }), [long])).toBe(tooLarge);
    const names = Array.from({ length: 1_000 }, (_, number) => `name ${number}`);
    expect(checkAgainstSchema({ items: { enum: names } }, Array(50_000).fill("none"))).toBe(tooLarge);
    expect(checkAgainstSchema({ items: { enum: names } }, Array(1_000).fill("name 999"))).toBeNull();
    expect(checkAgainstSchema({ pattern: "a$", minLength: 5 }, long)).toBeNull();
    expect(checkAgainstSchema({ pattern: "((a{0,30}){0,30})*$" }, long)).toBe(tooLarge);
    expect(checkAgainstSchema({ pattern: "((a{0,30}){0,30})*$" }, "a".repeat(1_000))).toBeNull();
    const patternProperties = Object.fromEntries(names.map((name) => [`(${name}{0,900})*$`, true]));
    expect(checkAgainstSchema({ patternProperties }, { a: 1 })).toBe(tooLarge);
  });

  it("does without what makes no sense in a schema", () => {
    expect(checkAgainstSchema({ dependentRequired: { a: 5 } }, { a: 1 })).toBeNull();
    expect(checkAgainstSchema({ $ref: "#/$defs/%" }, 1)).toContain("not there");
  });
});
