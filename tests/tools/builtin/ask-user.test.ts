import { expect, test } from "vitest";
import { askUser } from "../../../server/tools/builtin/ask-user.ts";
import { useTool } from "../../../server/tools/use-tool.ts";
import { toolContext } from "../tool-context.ts";

test("a question may bring choices and a form", () => {
  const args = { question: "Which colour?", choices: ["red", "blue"], schema: { type: "string" } };
  expect(askUser.check(args)).toEqual({ ok: true, value: args });
  expect(askUser.question?.(args)).toEqual(args);
});

test.each([
  [{}, "question: is required"],
  [{ question: "  " }, "question: "],
  [{ question: "?", choices: [] }, "choices: "],
  [{ question: "?", choices: Array(21).fill("a") }, "choices: "],
  [{ question: "?", schema: { description: "x".repeat(20_000) } }, "schema: must be at most 16 KiB"],
  [{ question: "?", to: "bob" }, '"to"'],
])("%j is refused", (args, sentence) => {
  const checked = askUser.check(args);
  expect(checked.ok ? "" : checked.message).toContain(sentence);
});

test("it is never run by itself", async () => {
  expect(await useTool(askUser, { question: "?" }, toolContext(), () => 0)).toMatchObject({
    ok: false,
    error: { code: "conflict" },
  });
});
