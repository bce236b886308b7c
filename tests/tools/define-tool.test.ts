import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineTool } from "../../server/tools/define-tool.ts";
import { echo } from "./a-tool.ts";
import { toolContext } from "./tool-context.ts";

describe("a defined tool", () => {
  test("tells its arguments as a clean JSON Schema", () => {
    expect(echo.parameters).toEqual({
      type: "object",
      properties: {
        text: { type: "string", minLength: 1 },
        times: { type: "integer", minimum: 1, maximum: 5, default: 1 },
      },
      required: ["text"],
      additionalProperties: false,
    });
  });

  test("takes arguments that fit, with defaults filled in", () => {
    expect(echo.check({ text: "hi" })).toEqual({ ok: true, value: { text: "hi", times: 1 } });
  });

  test("names each wrong argument in one sentence", () => {
    const checked = echo.check({ times: 9, loud: true });
    expect(checked).toEqual({ ok: false, message: expect.stringMatching(/^The arguments do not fit\. .*\.$/) });
    const message = checked.ok ? "" : checked.message;
    expect(message).toContain("text: is required");
    expect(message).toContain("times: Too big");
    expect(message).toContain('Unrecognized key: "loud"');
  });

  test("refuses unknown arguments although its schema forgot to be strict", () => {
    const lax = defineTool({ ...definition, arguments: z.object({ text: z.string() }) });
    expect(lax.parameters).toMatchObject({ additionalProperties: false });
    expect(lax.check({ text: "a", more: 1 }).ok).toBe(false);
  });

  test("names at most eight wrong arguments, however many there are", () => {
    const many = defineTool({ ...definition, arguments: z.strictObject({ list: z.array(z.number()) }) });
    const checked = many.check({ list: Array(1000).fill("x") });
    expect(checked.ok ? "" : checked.message).toMatch(/list\.7: .*; and 992 more\.$/);
  });

  test("does not give out a result that does not fit its own schema", async () => {
    const wrong = defineTool({
      ...definition,
      details: z.strictObject({ count: z.number() }),
      run: () => ({ content: "", details: { count: "many" } }),
    });
    await expect(wrong.run({ text: "a" }, toolContext())).rejects.toThrow("wrong gave details that do not fit. count:");
    const extra = defineTool({ ...definition, run: () => ({ content: "", details: { secret: 1 } }) });
    await expect(extra.run({ text: "a" }, toolContext())).rejects.toThrow("do not fit");
  });
});

const definition = {
  name: "wrong",
  description: "For tests.",
  arguments: z.strictObject({ text: z.string() }),
  permissions: [],
  retry: "never" as const,
  timeoutMs: 1000,
  run: () => ({ content: "" }),
};
