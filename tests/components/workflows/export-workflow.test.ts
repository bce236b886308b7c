import { expect, test } from "vitest";
import { bundleOfOne, bundleWithNeeds } from "../../../components/workflows/export-workflow.ts";
import { type Bundle, checked } from "../../../lib/definitions/bundle.ts";

const chain = (...steps: object[]) => ({ how: { kind: "chain", steps } });
const all: Bundle = {
  format: "troupe-bundle",
  version: 1,
  agents: ["writer", "critic", "stranger"].map((name) => ({
    name,
    body: {
      instructions: "Help.",
      ...(name === "writer" && { tools: ["count-words"], fallback: "critic" }),
    },
  })),
  functions: ["count-words", "unused"].map((name) => ({ name, body: { description: name, code: "" } })),
  workflows: [
    { name: "outer", body: chain({ agent: "stranger" }) },
    { name: "inner", body: chain({ agent: "writer" }) },
    { name: "other", body: chain({ agent: "stranger" }) },
  ],
};
const named = (list: Bundle["agents"]) => list?.map(({ name }) => name);

test("a workflow goes out as it stands, with all that it names and that those name", () => {
  const draft = chain({ workflow: "inner" });
  const made = checked(bundleWithNeeds("outer", draft, all));
  expect(named(made.workflows)?.sort()).toEqual(["inner", "outer"]);
  expect(made.workflows?.find(({ name }) => name === "outer")?.body).toEqual(draft);
  expect(named(made.agents)).toEqual(["writer", "critic"]);
  expect(named(made.functions)).toEqual(["count-words"]);
});

test("alone it is alone, and one whose form is not right needs nobody", () => {
  expect(checked(bundleOfOne("outer", { how: {} }))).toMatchObject({ workflows: [{ name: "outer" }] });
  expect(bundleWithNeeds("new", { how: {} }, all)).toMatchObject({ agents: [], workflows: [{ name: "new" }] });
});
