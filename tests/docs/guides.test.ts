import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findGuides } from "../../app/docs/find-guides.ts";
import { guideAddress, headingId } from "../../app/docs/guide-address.ts";
import { readDecisions, readGuides } from "../../server/http/guides.ts";

const guides = await readGuides();
const decisions = await readDecisions();
const all = [...guides, ...decisions];

describe("the guides", () => {
  test("are told in the order in which one reads them, each under its first heading", () => {
    expect(guides.slice(0, 3).map(({ title, address }) => [title, address])).toEqual([
      ["Getting started", "/docs/getting-started"],
      ["Concepts", "/docs/concepts"],
      ["Chatting", "/docs/chatting"],
    ]);
    expect(decisions[0]?.address).toBe("/docs/decisions/0001-the-log-is-the-fence");
    expect(all.filter(({ title, slug }) => title === slug)).toEqual([]);
  });

  test.each(all)("$slug: every link of its own leads to something", ({ markdown, address }) => {
    const prose = markdown.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
    const known = new Set(["/docs", ...all.map((each) => each.address)]);
    for (const [, href = ""] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      const to = guideAddress(href, address);
      expect([href, to]).not.toEqual([href, null]);
      if (to === null || /^(https?|mailto):/.test(to)) continue;
      const [path = "", anchor] = to.split("#");
      const isPage = known.has(path || address) || existsSync(join("app", path, "page.tsx")) || isShellPage(path);
      expect([href, isPage]).toEqual([href, true]);
      const target = all.find((each) => each.address === (path || address));
      const ids = [...(target?.markdown ?? "").matchAll(/^#{1,4} (.+)$/gm)].map(([, text = ""]) => headingId(text));
      if (anchor) expect(ids).toContain(anchor);
    }
  });

  test("name only variables that the example of the environment lists", () => {
    const listed = readFileSync(".env.example", "utf8");
    const named = guides
      .filter(({ slug }) => slug !== "performance")
      .flatMap(({ markdown }) => [...markdown.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=[^`]*)?`/g)])
      .map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !new RegExp(`^${name}=`, "m").test(listed))).toEqual([]);
  });
});

function isShellPage(path: string): boolean {
  return existsSync(join("app", "(shell)", path, "page.tsx"));
}

test("a guide is found by all the words of its title and headings, and not by its code", () => {
  const some = [
    { title: "Cooking", markdown: "# Cooking\n\n## Boil an egg\n\n```sh\n# Fry a fish\n```\n" },
    { title: "Sailing", markdown: "# Sailing\n" },
  ];
  expect(findGuides(some, "").length).toBe(2);
  expect(findGuides(some, "EGG cook").map(({ title }) => title)).toEqual(["Cooking"]);
  expect(findGuides(some, "fish")).toEqual([]);
});

describe("a link in a guide", () => {
  test.each([
    ["configuration.md", "/docs/configuration"],
    ["configuration.md#models", "/docs/configuration#models"],
    ["decisions/0001-the-log-is-the-fence.md", "/docs/decisions/0001-the-log-is-the-fence"],
    ["decisions", "/docs"],
    ["/docs/api", "/docs/api"],
    ["#models", "#models"],
    ["https://ollama.com", "https://ollama.com/"],
  ])("%s leads to %s", (href, address) => {
    expect(guideAddress(href, "/docs/concepts")).toBe(address);
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//elsewhere.example",
    "../server/index.ts",
    "file:///etc/passwd",
  ])("%s leads nowhere", (href) => {
    expect(guideAddress(href, "/docs/concepts")).toBeNull();
  });
});
