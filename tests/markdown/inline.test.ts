import { describe, expect, test } from "vitest";
import { closeInline } from "../../lib/markdown/close-inline.ts";
import { toCsv } from "../../lib/markdown/csv.ts";
import { decodeEntities } from "../../lib/markdown/decode-entities.ts";
import { safeLink } from "../../lib/markdown/safe-link.ts";

describe("a paragraph that is still being written", () => {
  test.each([
    ["plain", "plain"],
    ["a **bold wor", "a **bold wor**"],
    ["a **", "a "],
    ["a **bold** and **", "a **bold** and "],
    ["use `np", "use `np`"],
    ["use `", "use "],
    ["`**` is not bold", "`**` is not bold"],
    ["see [the do", "see the do"],
    ["see [the docs](https://exa", "see the docs"],
    ["see [the docs](https://example.com) now", "see [the docs](https://example.com) now"],
    ["![a pic", "a pic"],
    ["~~gone", "~~gone~~"],
  ])("%j is drawn as %j", (source, drawn) => expect(closeInline(source)).toBe(drawn));
});

test("only addresses of pages and mail become links", () => {
  expect(safeLink("https://example.com/a?b")).toEqual({ href: "https://example.com/a?b", host: "example.com" });
  expect(safeLink("mailto:ada@example.com")?.host).toBe("");
  for (const bad of [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "/relative",
    "nonsense",
  ]) {
    expect(safeLink(bad)).toBeNull();
  }
});

test("entities are the characters that they stand for", () => {
  expect(decodeEntities("a &lt; b &amp;amp; c &#8364; &#x41; &unknown; &#55296;")).toBe(
    "a < b &amp; c € A &unknown; \ufffd",
  );
});

test("a table becomes CSV that spreadsheets read and do not run", () => {
  const csv = toCsv([
    ["a", 'say "hi"'],
    ["1,5", "two\nlines"],
    ["=1+1", "-3"],
    ["+cmd|x", "@y"],
  ]);
  expect(csv).toBe('a,"say ""hi"""\r\n"1,5","two\nlines"\r\n\'=1+1,-3\r\n\'+cmd|x,\'@y');
});
