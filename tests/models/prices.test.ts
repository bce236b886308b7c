import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPrices, priceFile, writePriceFile } from "../../server/models/prices.ts";

let folder: string;
let warnings: string[];
let edits = 0;
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "prices-"));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(content: string): void {
  writeFileSync(priceFile(folder), content);
  edits += 1;
  now += 1_000;
  utimesSync(priceFile(folder), edits, edits);
}

const prices = () => createPrices(folder, (sentence) => warnings.push(sentence), { now: () => now });
const usage = { input: 1_000_000, cached: 400_000, output: 100_000, reasoning: 50_000 };

describe("prices", () => {
  it("are known by the longest beginning of a name that ends at a joint", () => {
    expect(prices().of("openai/gpt-4o-mini-2024-07-18")).toMatchObject({ input: 0.15 });
    expect(prices().of("openai/gpt-4o-2024-08-06")).toMatchObject({ input: 2.5 });
    expect(prices().of("openai/gpt-4.9")).toBeNull();
    expect(prices().of("openai-responses/gpt-4o")).toMatchObject({ input: 2.5 });
    expect(prices().of("mistral/large")).toBeNull();
  });

  it("make the cost of a reply, where cached input costs less; reasoning is part of the output", () => {
    expect(prices().cost("openai/gpt-4o", usage)).toBeCloseTo(0.6 * 2.5 + 0.4 * 1.25 + 0.1 * 10, 10);
    expect(prices().cost("mistral/large", usage)).toBeNull();
    for (const name of ["demo/demo", "ollama/llama3", "local/x"]) expect(prices().cost(name, usage)).toBe(0);
  });

  it("follow a person's edits within a second, also for free and unknown models", () => {
    const table = prices();
    expect(table.of("local/x")).toMatchObject({ input: 0 });
    edit(
      '{ "local/x": { "input": 1, "cached": 1, "output": 2 }, "mistral/": { "input": 3, "cached": 3, "output": 4 } }',
    );
    expect(table.of("local/x")).toMatchObject({ output: 2 });
    expect(table.of("openai/gpt-4o")).toMatchObject({ input: 2.5 });
    edit('{ "local/x": { "input": 5, "cached": 1, "output": 2 } }');
    expect(table.of("local/x")).toMatchObject({ input: 5 });
  });

  it("stay as they were when the file is broken, with one warning for each edit", () => {
    const table = prices();
    edit('{ "local/x": { "input": "cheap", "cached": 0, "output": 0 } }');
    expect([table.of("local/x"), table.of("local/x")]).toEqual([
      { input: 0, cached: 0, output: 0 },
      { input: 0, cached: 0, output: 0 },
    ]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("prices.json");
  });

  it("are written down for a person to edit, once", () => {
    writePriceFile(folder);
    expect(JSON.parse(readFileSync(priceFile(folder), "utf8"))["openai/gpt-4o"]).toEqual({
      input: 2.5,
      cached: 1.25,
      output: 10,
    });
    edit("{}");
    writePriceFile(folder);
    expect(readFileSync(priceFile(folder), "utf8")).toBe("{}");
  });
});
