import { describe, expect, test } from "vitest";
import { fileName } from "../../lib/export/file-name.ts";

describe("a title as a file's name", () => {
  test.each([
    ["Plan the move", "Plan the move.md"],
    ["../../etc/passwd", "etc-passwd.md"],
    ['a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j.md"],
    ["line\r\nSet-Cookie: x", "line-Set-Cookie- x.md"],
    ["\u202Egnp.exe", "gnp.exe.md"],
    ["Grüße 你好", "Grüße 你好.md"],
    ["...", "conversation.md"],
    ["", "conversation.md"],
    ["x".repeat(300), `${"x".repeat(80)}.md`],
    [`${"x".repeat(79)}😀`, `${"x".repeat(79)}😀.md`],
  ])("%j is %j", (title, name) => {
    expect(fileName(title, "md")).toBe(name);
  });
});
