import { describe, expect, test } from "vitest";
import { mediaTypeOf } from "../../server/files/media-type.ts";
import { parseApart, usualLimits } from "../../server/files/parse-apart.ts";
import { docx, pdf, png, zip } from "./make-files.ts";

const read = (bytes: Buffer | string, name = "a.txt", limits = {}) =>
  parseApart(Buffer.from(bytes as string), mediaTypeOf(Buffer.from(bytes as string), name), {
    ...usualLimits,
    ...limits,
  });

describe("what a file is", () => {
  test.each([
    [png, "cat.html", "image/png"],
    [pdf("x"), "a.txt", "application/pdf"],
    [docx(""), "a.zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    [zip({ "a.txt": "a" }), "a.docx", "application/zip"],
    ["<script>alert(1)</script>", "a.html", "text/plain"],
    ["<svg onload='alert(1)'/>", "a.svg", "text/plain"],
    ["# Title", "README.MD", "text/markdown"],
    ["a,b", "a.csv", "text/csv"],
    ["{}", "a.json", "application/json"],
    ["\0\x01", "a.txt", "application/octet-stream"],
    ["", "empty", "text/plain"],
  ])("its bytes say, not its name (%#)", (bytes, name, mediaType) => {
    expect(mediaTypeOf(Buffer.from(bytes as string), name)).toBe(mediaType);
  });
});

describe("reading a file apart", () => {
  test("gives the text of PDF and DOCX, and has no reader for anything else", async () => {
    expect(await read(pdf("Hello PDF", "Page two"))).toEqual({ text: "Hello PDF\n\nPage two", pages: 2 });
    const body = "<w:p><w:r><w:t>One &amp; two</w:t><w:tab/><w:t>three</w:t></w:r></w:p><w:p><w:t>Four</w:t></w:p>";
    expect(await read(docx(body))).toEqual({ text: "One & two\tthree\nFour\n", pages: null });
    await expect(read(png)).rejects.toThrow(/no reader for image\/png/);
  });

  test("gives no more text than is wanted", async () => {
    expect(
      (await read(docx(`<w:p><w:t>${"x".repeat(5_000)}</w:t></w:p>`), "a.docx", { characters: 1_000 })).text,
    ).toHaveLength(1_000);
  });

  test("refuses an archive that unpacks to far more than it is, whatever its table says", async () => {
    const bomb = zip({ "word/document.xml": Buffer.alloc(200 * 1024 * 1024, 0x20) }, 10);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(read(bomb)).rejects.toThrow(/unpacks to more than/);
  });

  test("does not resolve what a document defines for itself", async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:p><w:t>&b;</w:t></w:p>`;
    const { text } = await read(docx(laughs));
    expect(text).not.toContain("hahaha");
  });

  test("says in a sentence why a damaged file cannot be read", async () => {
    await expect(read("%PDF-1.7 and nothing else")).rejects.toThrow(/^It could not be read: /);
    const cut = docx("<w:p/>");
    cut.fill(0xff, 110, 130);
    await expect(read(cut)).rejects.toThrow(/^(It could not be read: |The archive)/);
  });

  test("kills a reader that takes too long or too much memory", async () => {
    await expect(read(pdf("slow"), "a.pdf", { ms: 1 })).rejects.toThrow(/took too long/);
    const deep = docx("<a>".repeat(15_000_000));
    await expect(read(deep, "a.docx", { megabytes: 32, ms: 5_000 })).rejects.toThrow(/ran out of memory|too long/);
  });
});
