import { describe, expect, it } from "vitest";
import { titleFrom, untitled } from "../../lib/core/title.ts";

describe("a session's title", () => {
  it("is the first words of what was said", () => {
    expect(titleFrom("What is\n 6*7?")).toBe("What is 6*7?");
  });

  it("ends after a whole word where there are many", () => {
    const title = titleFrom("Please write a long story about a lighthouse keeper who collects the sounds of the sea");
    expect(title).toBe("Please write a long story about a lighthouse keeper who…");
  });

  it("stays what it is where nothing was said", () => {
    expect(titleFrom(" \n ")).toBe(untitled);
  });
});
