import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BlockSplitter, splitBlocks } from "../../lib/markdown/blocks.ts";

const sources = (text: string) => splitBlocks(text).map((block) => (block.kind === "text" ? block.source : block));

describe("splitting Markdown into blocks", () => {
  test("paragraphs are blocks", () => {
    expect(sources("one\nstill one\n\n\ntwo\n")).toEqual(["one\nstill one", "two"]);
  });

  test("what ends a line stays, because two spaces there are a break", () => {
    expect(sources("one  \ntwo\n```\ncode  \n```")).toEqual([
      "one  \ntwo",
      { kind: "fence", info: "", code: "code  ", lines: 1, closed: true },
    ]);
  });

  test("a heading is a block, also right under a paragraph", () => {
    expect(sources("one\n## Two\nthree")).toEqual(["one", "## Two", "three"]);
  });

  test("a list stays together across empty lines, and ends before what is no part of it", () => {
    expect(sources("Before:\n- a\n\n  more of a\n- b\n\nafter")).toEqual([
      "Before:",
      "- a\n\n  more of a\n- b",
      "after",
    ]);
  });

  test("a long list goes on in another block, at an item", () => {
    const list = Array.from({ length: 90 }, (_, index) => `${index + 1}. item`).join("\n");
    expect(splitBlocks(list)).toHaveLength(3);
    expect(sources(list).join("\n")).toBe(list);
  });

  test("a fence keeps its empty lines and its info, and says when it is closed", () => {
    expect(sources("See\n```ts title\na\n\n- b\n```\nafter")).toEqual([
      "See",
      { kind: "fence", info: "ts title", code: "a\n\n- b", lines: 3, closed: true },
      "after",
    ]);
    expect(sources("````\n```\ninner\n```")).toEqual([
      { kind: "fence", info: "", code: "```\ninner\n```", lines: 3, closed: false },
    ]);
  });

  test("a fence within a list belongs to the list", () => {
    expect(sources("1. do\n   ```sh\n   ls\n\n   pwd\n   ```\n2. then")).toEqual([
      "1. do\n   ```sh\n   ls\n\n   pwd\n   ```\n2. then",
    ]);
  });

  test("inline backticks open no fence", () => {
    expect(sources("```not a fence``` here\n\nnext")).toEqual(["```not a fence``` here", "next"]);
  });

  test("however the text arrives, the blocks are those of the whole", () => {
    const line = fc.constantFrom(
      "",
      "",
      "plain words",
      "- item",
      "  deeper",
      "   ```",
      "```",
      "```ts",
      "~~~",
      "````",
      "# Head",
      "1. one",
      "12) twelve",
      "> said",
      "| a | b |",
      "| - | - |",
      "---",
      "***",
      "    code",
      "\tcode",
      "*",
      "``",
      "    ```",
      "text\r",
      "<b>",
    );
    const text = fc.array(line, { maxLength: 30 }).chain((lines) => {
      const whole = lines.join("\n");
      return fc.tuple(fc.constant(whole), fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 }));
    });
    fc.assert(
      fc.property(text, ([whole, cuts]) => {
        const splitter = new BlockSplitter();
        let endedBefore = 0;
        for (const cut of [...cuts.toSorted((a, b) => a - b), whole.length]) {
          const part = whole.slice(0, cut);
          const changing = splitter.push(part);
          expect([...splitter.ended, ...changing]).toEqual(splitBlocks(part));
          expect(splitter.ended.length).toBeGreaterThanOrEqual(endedBefore);
          endedBefore = splitter.ended.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a token costs as much in a long message as in a short one: what it cannot change is neither read nor given again", () => {
    const piece = "A paragraph of a few words.\n\n- one\n- two\n\n```ts\nconst a = 1;\n```\n\n";
    const mostGivenAgain = (pieces: number) => {
      const splitter = new BlockSplitter();
      const whole = piece.repeat(pieces);
      let most = 0;
      const kept = new Set<unknown>();
      for (let end = 4; end <= whole.length; end += 4) {
        const changing = splitter.push(whole.slice(0, end));
        most = Math.max(most, JSON.stringify(changing).length);
        for (const block of kept)
          if (!splitter.ended.includes(block as never)) throw new Error("A block was made anew.");
        if (splitter.ended[0]) kept.add(splitter.ended[0]);
      }
      return most;
    };
    expect(mostGivenAgain(200)).toBe(mostGivenAgain(3));
  });

  test("nothing but empty lines, fences' marks and indents is left out", () => {
    const text = fc.array(fc.constantFrom("", "a", "- b", "  c", "# d", "    e", "1. f"), { maxLength: 30 });
    fc.assert(
      fc.property(text, (lines) => {
        const words = (all: string[]) => all.join("\n").match(/\S+/g) ?? [];
        const blocks = splitBlocks(lines.join("\n")).map((block) =>
          block.kind === "text" ? block.source : block.code,
        );
        expect(words(blocks)).toEqual(words(lines));
      }),
    );
  });
});
