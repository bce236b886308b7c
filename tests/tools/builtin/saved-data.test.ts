import { describe, expect, test } from "vitest";
import type { Tool } from "../../../server/ports/tools.ts";
import { readData } from "../../../server/tools/builtin/read-data.ts";
import { saveData } from "../../../server/tools/builtin/save-data.ts";
import { useTool } from "../../../server/tools/use-tool.ts";
import { toolContext } from "../tool-context.ts";
import { memoryUserData } from "./memory-user-data.ts";

function aPersonsData() {
  const userData = memoryUserData();
  const use =
    (tool: Tool) =>
    (args: Record<string, unknown>, ownerId = "ana") =>
      useTool(tool, args, toolContext({ ownerId }), () => 0);
  return { userData, save: use(saveData(userData)), read: use(readData(userData)) };
}

describe("saved data", () => {
  test.each([
    ["text", "tea, no sugar", "tea, no sugar"],
    ["a list", [1, 2], "[\n  1,\n  2\n]"],
    ["nothing", null, "null"],
    ["false", false, "false"],
  ])("%s is read as it was saved", async (_what, value, content) => {
    const { save, read } = aPersonsData();
    expect(await save({ name: "likes", value })).toMatchObject({ ok: true, result: { content: 'Saved "likes".' } });
    expect(await read({ name: "likes" })).toMatchObject({
      ok: true,
      result: { content, details: { found: true, value } },
    });
  });

  test("saving again replaces, and says so", async () => {
    const { save, read } = aPersonsData();
    await save({ name: "likes", value: "tea" });
    expect(await save({ name: "likes", value: "coffee" })).toMatchObject({ result: { content: 'Replaced "likes".' } });
    expect(await read({ name: "likes" })).toMatchObject({ result: { content: "coffee" } });
  });

  test("a name without a match lists the names there are", async () => {
    const { save, read } = aPersonsData();
    expect(await read({ name: "likes" })).toMatchObject({
      ok: true,
      result: { content: 'Nothing is saved under "likes". Nothing is saved yet.' },
    });
    await save({ name: "notes", value: "a" });
    await save({ name: "plan b", value: "b" });
    expect(await read({ name: "likes" })).toMatchObject({
      result: {
        content: 'Nothing is saved under "likes". There are: notes, plan b.',
        details: { found: false, names: ["notes", "plan b"] },
      },
    });
  });

  test("one person's data is not another's", async () => {
    const { save, read } = aPersonsData();
    await save({ name: "likes", value: "tea" }, "ana");
    expect(await read({ name: "likes" }, "ben")).toMatchObject({ result: { details: { found: false, names: [] } } });
  });

  test.each(["", " x", "../etc/passwd", "a/b", "__proto__", "a\u0000b", "a\nb", "x".repeat(101)])(
    "%j is not a name",
    async (name) => {
      const { save, read, userData } = aPersonsData();
      const refused = { ok: false, error: { code: "invalid_arguments", message: expect.stringContaining("name: ") } };
      expect(await save({ name, value: 1 })).toMatchObject(refused);
      expect(await read({ name })).toMatchObject(refused);
      expect(await userData.list("ana")).toEqual([]);
    },
  );

  test.each(["constructor", "toString", "hasOwnProperty"])("%s is a name like any other", async (name) => {
    const { save, read } = aPersonsData();
    expect(await read({ name })).toMatchObject({ ok: true, result: { details: { found: false } } });
    await save({ name, value: 1 });
    expect(await read({ name })).toMatchObject({ ok: true, result: { details: { value: 1 } } });
  });

  test("a value must be there, and at most 256 KiB of JSON", async () => {
    const { save } = aPersonsData();
    expect(await save({ name: "a" })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("value: is required") },
    });
    expect(await save({ name: "a", value: "ü".repeat(131_071) })).toMatchObject({ ok: true });
    expect(await save({ name: "a", value: "ü".repeat(131_072) })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("value: must be at most 256 KiB") },
    });
  });

  test("keys that reach a prototype are refused", async () => {
    const { save, userData } = aPersonsData();
    const value = JSON.parse('{"a":{"__proto__":{"admin":true}}}');
    expect(await save({ name: "a", value })).toMatchObject({ ok: false, error: { code: "invalid_arguments" } });
    expect(await userData.list("ana")).toEqual([]);
  });

  test("the number of names is bounded; those that are there can still change", async () => {
    const { save, userData } = aPersonsData();
    for (let index = 0; index < 500; index++) await userData.set("ana", `n${index}`, 1);
    expect(await save({ name: "one more", value: 1 })).toMatchObject({ ok: false, error: { code: "too_large" } });
    expect(await save({ name: "n7", value: 2 })).toMatchObject({ ok: true });
  });
});
