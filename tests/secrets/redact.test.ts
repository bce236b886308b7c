import { describe, expect, test } from "vitest";
import { redactJson } from "../../lib/secrets/redact-json.ts";
import { formsOf, redactText } from "../../server/secrets/redact.ts";

const clean = (text: string) => redactText(text, formsOf("planted-value-1"));

describe("what is recorded", () => {
  test("has no secret in any text or name, and is otherwise the same", () => {
    const at = new Date("2026-01-02T03:04:05.000Z");
    expect(redactJson({ a: ["x planted-value-1 y"], "planted-value-1": 1, n: null, at, u: undefined }, clean)).toEqual({
      a: ["x [secret] y"],
      "[secret]": 1,
      n: null,
      at: "2026-01-02T03:04:05.000Z",
      u: undefined,
    });
  });

  test("may share parts, and is cut where it holds itself or has no bottom", () => {
    const part = { text: "planted-value-1" };
    expect(redactJson([part, part], clean)).toEqual([{ text: "[secret]" }, { text: "[secret]" }]);
    const circle: Record<string, unknown> = { name: "a" };
    circle.self = [circle, circle];
    expect(redactJson(circle, clean)).toEqual({ name: "a", self: ["[secret]", "[secret]"] });
    let deep: unknown = "planted-value-1";
    for (let level = 0; level < 10_000; level++) deep = [deep];
    expect(JSON.stringify(redactJson(deep, clean))).not.toContain("planted");
  });
});
