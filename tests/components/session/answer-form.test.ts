import { describe, expect, test } from "vitest";
import { answerOf, formOf } from "../../../components/session/cards/answer-form.ts";
import { addresseeOf, completionAt } from "../../../components/session/composer/completion.ts";
import { compact, dollars, duration } from "../../../components/session/format.ts";

describe("a question with a schema", () => {
  const fields = formOf({
    type: "object",
    properties: {
      name: { type: "string", maxLength: 40, title: "Your name" },
      seats: { type: "integer" },
      price: { type: "number" },
      vegan: { type: "boolean" },
      size: { enum: ["small", "large"] },
      extra: { type: "array" },
    },
    required: ["name", "seats"],
  });

  test("becomes a form", () => {
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ["name", "text", true],
      ["seats", "integer", true],
      ["price", "number", false],
      ["vegan", "boolean", false],
      ["size", "choice", false],
      ["extra", "json", false],
    ]);
    expect(fields[0]?.label).toBe("Your name");
  });

  test("is answered with what was filled in, each in its type", () => {
    const { answer, errors } = answerOf(fields, { name: " Ada ", seats: "3", vegan: "true", extra: "[1]" });
    expect(errors).toEqual({});
    expect(answer).toEqual({ name: "Ada", seats: 3, vegan: true, extra: [1] });
  });

  test("says what is wrong, field by field", () => {
    expect(Object.keys(answerOf(fields, { seats: "2.5", price: "much", extra: "{" }).errors)).toEqual([
      "name",
      "seats",
      "price",
      "extra",
    ]);
  });

  test("that is no object is one field", () => {
    expect(answerOf(formOf({ type: "number" }), { "": "42" })).toEqual({ answer: 42, errors: {} });
  });
});

describe("completing while writing", () => {
  test.each([
    ["@ge", 3, { kind: "agent", query: "ge", from: 0, to: 3 }],
    ["ask @Gen now", 8, { kind: "agent", query: "gen", from: 4, to: 8 }],
    ["/re", 3, { kind: "command", query: "re", from: 0, to: 3 }],
    ["a /re", 5, null],
    ["me@example", 10, null],
    ["plain", 5, null],
  ])("%j at %i", (text, caret, completion) => expect(completionAt(text, caret)).toEqual(completion));

  test("a message that begins with an agent's name is for that agent", () => {
    expect(addresseeOf("@general, what time is it?", ["general"])).toEqual({
      to: "general",
      content: "what time is it?",
    });
    expect(addresseeOf("@nobody hello", ["general"])).toEqual({ to: null, content: "@nobody hello" });
    expect(addresseeOf("@general ", ["general"])).toEqual({ to: null, content: "@general " });
  });
});

test("numbers are short", () => {
  expect([12, 812.4, 4_240, 9_960, 125_000].map(duration)).toEqual(["12 ms", "812 ms", "4.2 s", "10 s", "2 min 5 s"]);
  expect([812, 1_000, 18_432, 999_600, 1_234_567].map(compact)).toEqual(["812", "1 k", "18.4 k", "1 M", "1.2 M"]);
  expect([0, 0.0042, 0.5, 12].map(dollars)).toEqual(["$0", "$0.0042", "$0.50", "$12.00"]);
});
