import { expect, test } from "vitest";
import { type Picture, pictureOf } from "../../lib/workflows/picture.ts";
import { workflowPresets } from "../../lib/workflows/presets.ts";
import { progressOf, type StepFigures } from "../../lib/workflows/progress.ts";
import { toWorkflow } from "../../lib/workflows/workflow.ts";

const picture = (name: string): Picture => {
  const preset = workflowPresets.find((each) => each.name === name);
  return preset ? pictureOf(toWorkflow(preset)) : expect.fail(`no preset ${name}`);
};
const step = (node: string, more: Partial<StepFigures> = {}, took: string[] = []): StepFigures => ({
  visit: { node, took },
  status: "done",
  tokens: 10,
  cost: null,
  ms: 100,
  ...more,
});

test("a step that was entered again counts all that it took, and shows what is under way", () => {
  const { nodes } = progressOf(picture("review-loop"), [
    step("write", { cost: 0.5 }),
    step("review", { cost: 0.25 }),
    step("review", { status: "open", ms: null }),
  ]);
  expect(nodes.get("write")).toEqual({ status: "done", times: 1, tokens: 10, cost: 0.5, ms: 100 });
  expect(nodes.get("review")).toEqual({ status: "open", times: 2, tokens: 20, cost: 0.25, ms: 100 });
  expect(nodes.has("revise")).toBe(false);
});

test("the ways that the log names were taken, and no others", () => {
  const loop = picture("review-loop");
  const again = loop.edges.find(({ from, to }) => from === "rounds" && to === "review");
  const { taken } = progressOf(loop, [step("write"), step("rounds", {}, [again?.id ?? ""])]);
  expect([...taken]).toEqual([again?.id]);
});

test("where nobody names the ways, those were taken that lead to somebody who was there", () => {
  const debate = picture("debate");
  const { nodes, taken } = progressOf(debate, [step("researcher"), step("_choice"), step("_closing")]);
  expect(nodes.get(debate.nodes[0]?.id ?? "")?.times).toBe(1);
  expect(nodes.get("closing")?.status).toBe("done");
  const led = debate.edges.filter(({ id }) => taken.has(id)).map(({ from, to }) => `${from} → ${to}`);
  expect(led).toEqual(["next speaker → researcher", "researcher → closing"]);
});
