import { expect, test } from "vitest";
import { placePicture } from "../../lib/workflows/place-picture.ts";

const box = { width: 100, height: 40 };
const loop = {
  nodes: [{ id: "write" }, { id: "judge" }, { id: "publish" }],
  edges: [
    { from: "write", to: "judge" },
    { from: "judge", to: "write", label: "not yet" },
    { from: "judge", to: "publish" },
    { from: "judge", to: "nowhere" },
  ],
};

test("boxes stand below those that lead to them, and within the picture", () => {
  const { places, width, height } = placePicture(loop, box);
  expect([...places].sort(([, a], [, b]) => a.y - b.y).map(([id]) => id)).toEqual(["write", "judge", "publish"]);
  for (const { x, y } of places.values()) {
    expect(x).toBeGreaterThan(0);
    expect(x + box.width).toBeLessThan(width);
    expect(y + box.height).toBeLessThan(height);
  }
});

test("a way back runs beside the boxes, with room for what is said of it; a way to nothing is not drawn", () => {
  const { lines, width } = placePicture(loop, box);
  expect(lines.map((line) => line?.leadsBack)).toEqual([false, true, false, undefined]);
  const unsaid = placePicture({ ...loop, edges: loop.edges.map(({ from, to }) => ({ from, to })) }, box);
  expect(unsaid.width).toBeLessThan(width);
  expect(lines[1]?.words.x).toBeLessThan(width);
});
