import { describe, expect, test } from "vitest";
import { fieldsOf, initialValues, readForm } from "../../components/ui/schema-form/schema-fields.ts";

describe("a form made from a schema", () => {
  const fields = fieldsOf({
    type: "object",
    properties: {
      name: { type: "string", maxLength: 40, title: "Your name" },
      story: { type: "string", description: "As long as you like." },
      seats: { type: "integer" },
      price: { type: "number", default: 9.5 },
      vegan: { type: "boolean" },
      size: { enum: ["small", "large"] },
      floor: { enum: [1, 2, null] },
      guests: { type: "array", items: { type: "string" } },
      scores: { type: "array", items: { type: "number" }, default: [1, 2] },
      note: { anyOf: [{ type: "string", maxLength: 20 }, { type: "null" }] },
      extra: { type: "object", properties: { deep: { type: "string" } } },
      rows: { type: "array", items: { type: "object" } },
    },
    required: ["name", "seats"],
  });

  test("has a field for each property, of its kind", () => {
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ["name", "text", true],
      ["story", "long-text", false],
      ["seats", "integer", true],
      ["price", "number", false],
      ["vegan", "boolean", false],
      ["size", "choice", false],
      ["floor", "choice", false],
      ["guests", "list", false],
      ["scores", "list", false],
      ["note", "text", false],
      ["extra", "json", false],
      ["rows", "json", false],
    ]);
    expect(fields[0]?.label).toBe("Your name");
    expect(fields[1]?.hint).toBe("As long as you like.");
    expect(initialValues(fields)).toMatchObject({ name: "", price: "9.5", scores: "1\n2" });
  });

  test("gives what was filled in, each in its type, and nothing for what was left empty", () => {
    const filled = {
      name: " Ada ",
      seats: "3",
      vegan: "true",
      floor: "2",
      guests: "Bob\n\n Eve ",
      scores: "1.5\n-2",
      extra: '{ "deep": "x" }',
    };
    expect(readForm(fields, filled)).toEqual({
      errors: {},
      value: {
        name: "Ada",
        seats: 3,
        vegan: true,
        floor: 2,
        guests: ["Bob", "Eve"],
        scores: [1.5, -2],
        extra: { deep: "x" },
      },
    });
  });

  test("says what is wrong, field by field", () => {
    const { errors } = readForm(fields, { seats: "2.5", price: "much", size: "huge", scores: "1\ntwo", extra: "{" });
    expect(Object.keys(errors)).toEqual(["name", "seats", "price", "size", "scores", "extra"]);
    expect(errors.scores).toContain("two");
  });

  test("has one field where no object is asked for, and none for an object without properties", () => {
    expect(readForm(fieldsOf({ type: "number" }), { "": "42" })).toEqual({ value: 42, errors: {} });
    expect(fieldsOf({ type: "object", properties: {} })).toEqual([]);
    expect(readForm([], {})).toEqual({ value: {}, errors: {} });
  });

  test("takes a required box that was not touched for a no, and leaves another one out", () => {
    const boxes = fieldsOf({
      type: "object",
      properties: { a: { type: "boolean" }, b: { type: "boolean" }, c: { type: "boolean", default: true } },
      required: ["a"],
    });
    expect(readForm(boxes, initialValues(boxes)).value).toEqual({ a: false, c: true });
  });
});
