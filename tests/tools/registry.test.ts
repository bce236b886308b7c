import { expect, test } from "vitest";
import { createTools } from "../../server/tools/registry.ts";
import { aTool } from "./a-tool.ts";

const listOf = (...names: string[]) => names.map((name) => aTool({ name }));

test("the tools of all sources are found by name, in the order of the sources", () => {
  const [a, b] = [listOf("one", "two"), listOf("three")];
  const tools = createTools([{ tools: () => a }, { tools: () => b }]);
  expect(tools.list().map((tool) => tool.name)).toEqual(["one", "two", "three"]);
  expect(tools.get("three")).toBe(b[0]);
  expect(tools.get("four")).toBeUndefined();
  expect(tools.get("__proto__")).toBeUndefined();
});

test("on a name clash the first source wins, and this is said once", () => {
  const said: string[] = [];
  const [a, b] = [listOf("one"), listOf("one", "two")];
  const tools = createTools([{ tools: () => a }, { tools: () => b }], (sentence) => said.push(sentence));
  expect(tools.get("one")).toBe(a[0]);
  expect(tools.list()).toHaveLength(2);
  expect(said).toEqual(['There are two tools named "one"; the first one is used. Rename the other one to use both.']);
});

test("a source that changes is read anew", () => {
  let own = listOf("one");
  const tools = createTools([{ tools: () => own }]);
  expect(tools.get("two")).toBeUndefined();
  own = listOf("two");
  expect(tools.get("two")).toBe(own[0]);
  expect(tools.get("one")).toBeUndefined();
});
