import { expect, it } from "vitest";
import { lanesOf, nodeSize } from "../../../components/workflows/edit/place-nodes.ts";

const places = new Map([
  ["first", { x: 0, y: 0 }],
  ["beside", { x: 300, y: 100 }],
  ["last", { x: 0, y: 200 }],
  ["far", { x: 900, y: 400 }],
]);

it("leads each way back past what stands beside it, and past the other ways", () => {
  const edges = [
    { from: "first", to: "last" },
    { from: "last", to: "first" },
    { from: "last", to: "first" },
    { from: "last", to: "nobody" },
  ];
  const lanes = lanesOf(edges, new Set([1, 2, 3]), places);
  expect([...lanes.keys()]).toEqual([1, 2]);
  const [one = 0, other = 0] = lanes.values();
  expect(one).toBeGreaterThan(300 + nodeSize.width);
  expect(one).toBeLessThan(900);
  expect(other).toBeGreaterThan(one);
});
