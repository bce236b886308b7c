import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gridColumns, type Place } from "../../lib/dashboards/dashboard.ts";
import {
  arranged,
  freePlace,
  inReadingOrder,
  moved,
  overlap,
  resized,
  withPlace,
} from "../../lib/dashboards/layout.ts";

interface Box {
  id: string;
  place: Place;
}

const place = fc
  .record({ x: fc.nat(11), y: fc.nat(30), w: fc.integer({ min: 2, max: 12 }), h: fc.integer({ min: 2, max: 9 }) })
  .map(({ x, ...rest }) => ({ x: Math.min(x, gridColumns - rest.w), ...rest }));
const boards = fc
  .array(place, { minLength: 1, maxLength: 9 })
  .map((places) => places.map((each, index) => ({ id: `t${index}`, place: each })));

function expectSound(tiles: readonly Box[]): void {
  for (const [index, a] of tiles.entries()) {
    expect(a.place.x).toBeGreaterThanOrEqual(0);
    expect(a.place.x + a.place.w).toBeLessThanOrEqual(gridColumns);
    for (const b of tiles.slice(index + 1)) expect(overlap(a.place, b.place)).toBe(false);
  }
}

const at = (tiles: readonly Box[], id: string) => tiles.find((each) => each.id === id)?.place;
const box = (id: string, x: number, y: number, w: number, h: number): Box => ({ id, place: { x, y, w, h } });

describe("tiles", () => {
  test("never stand over another nor outside, whatever is done to them, and none is lost", () => {
    const step = fc.record({ x: fc.integer({ min: -2, max: 2 }), y: fc.integer({ min: -2, max: 2 }) });
    const deeds = fc.array(fc.tuple(fc.constantFrom("move", "resize", "place"), fc.nat(8), step, place), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(boards, deeds, (first, done) => {
        let tiles: Box[] = arranged(first);
        for (const [what, index, by, to] of done) {
          const id = `t${index % first.length}`;
          if (what === "move") tiles = moved(tiles, id, by);
          else tiles = what === "resize" ? resized(tiles, id, by) : withPlace(tiles, id, to);
          expectSound(tiles);
        }
        expect(tiles.map(({ id }) => id).sort()).toEqual(first.map(({ id }) => id).sort());
      }),
    );
  });

  test("that are arranged stay where they are", () => {
    fc.assert(
      fc.property(boards, (first) => {
        const once = arranged(first);
        expect(arranged(once)).toEqual(once);
      }),
    );
  });

  test("rise until something is above them", () => {
    expect(arranged([box("a", 0, 5, 6, 4), box("b", 0, 20, 6, 4), box("c", 6, 9, 6, 4)])).toEqual([
      box("a", 0, 0, 6, 4),
      box("c", 6, 0, 6, 4),
      box("b", 0, 4, 6, 4),
    ]);
  });

  test("change places with their neighbour by a step up or down, and stop at the edges", () => {
    const tiles = arranged([box("a", 0, 0, 6, 4), box("b", 0, 4, 6, 6)]);
    const swapped = moved(tiles, "a", { y: 1 });
    expect(inReadingOrder(swapped).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(at(moved(swapped, "a", { y: -1 }), "a")).toEqual({ x: 0, y: 0, w: 6, h: 4 });
    expect(moved(tiles, "a", { y: -1 })).toEqual(tiles);
    expect(moved(tiles, "a", { x: -1 })).toEqual(tiles);
    expect(at(moved(tiles, "a", { x: 1 }), "a")?.x).toBe(1);
    expect(at(resized(tiles, "a", { x: 90, y: -90 }), "a")).toMatchObject({ w: 12, h: 2 });
  });

  test("get a free place beside the last, else below", () => {
    expect(freePlace([], { w: 6, h: 4 })).toEqual({ x: 0, y: 0, w: 6, h: 4 });
    expect(freePlace([box("a", 0, 0, 6, 4)], { w: 6, h: 4 })).toEqual({ x: 6, y: 0, w: 6, h: 4 });
    expect(freePlace([box("a", 0, 0, 8, 4)], { w: 6, h: 4 })).toEqual({ x: 0, y: 4, w: 6, h: 4 });
    fc.assert(
      fc.property(boards, place, (first, { w, h }) => {
        const tiles = [...arranged(first), { id: "new", place: freePlace(arranged(first), { w, h }) }];
        expectSound(tiles);
        expect(at(arranged(tiles), "new")).toEqual(at(tiles, "new"));
      }),
    );
  });
});
