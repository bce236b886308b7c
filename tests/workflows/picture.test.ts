import { describe, expect, test } from "vitest";
import { layersOf } from "../../lib/workflows/layers.ts";
import { pictureOf } from "../../lib/workflows/picture.ts";
import { workflowPresets } from "../../lib/workflows/presets.ts";
import { toWorkflow } from "../../lib/workflows/workflow.ts";

const presets = new Map(workflowPresets.map((each) => [each.name, pictureOf(toWorkflow(each))]));
const picture = (name: string) => presets.get(name) ?? expect.fail(`no preset ${name}`);

describe("the picture of a workflow", () => {
  test("names only steps that are there, and leads to every one of them", () => {
    for (const [name, { nodes, edges }] of presets) {
      const ids = nodes.map(({ id }) => id);
      expect([name, new Set(ids).size]).toEqual([name, ids.length]);
      const reached = new Set(ids.slice(0, 1));
      for (let before = 0; before < reached.size; ) {
        before = reached.size;
        for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
      }
      expect([name, [...reached].sort()]).toEqual([name, [...ids].sort()]);
    }
  });

  test("shows a crew's tasks one below the other, each with its agent", () => {
    const crew = picture("research-crew");
    expect(layersOf(crew).layers).toEqual([
      ["start"],
      ["plan"],
      ["research"],
      ["draft"],
      ["critique"],
      ["answer"],
      ["end"],
    ]);
    expect(crew.nodes.map(({ who }) => who)).toEqual([
      null,
      "planner",
      "researcher",
      "writer",
      "critic",
      "writer",
      null,
    ]);
  });

  test("puts the steps of a loop in their order, and knows the ways back", () => {
    const loop = picture("review-loop");
    const { layers, back } = layersOf(loop);
    expect(layers).toEqual([["write"], ["rounds"], ["review", "done"], ["verdict"], ["revise"]]);
    expect([...back].map((index) => `${loop.edges[index]?.from} ${loop.edges[index]?.to}`).sort()).toEqual([
      "revise rounds",
      "verdict rounds",
    ]);
  });

  test("shows a router's agents with their keywords, and who answers where nobody else does", () => {
    const { nodes, edges } = picture("coach");
    expect(nodes.find(({ id }) => id === "ceres")?.notes[0]).toContain("breakfast");
    expect(nodes.find(({ id }) => id === "general")?.notes).toContain("Answers where nobody else does");
    expect(edges).toContainEqual({ id: "message>asked~3", from: "message", to: "asked", label: "else" });
  });
});
