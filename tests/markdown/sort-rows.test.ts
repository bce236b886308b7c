import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Direction, numberIn, sortedPlaces } from "../../lib/markdown/sort-rows.ts";

const sorted = (cells: string[], direction: Direction = "ascending") =>
  sortedPlaces(
    cells.map((cell) => [cell]),
    0,
    direction,
  ).map((place) => cells[place]);

describe("rows are put in the order of a column", () => {
  test("by size, where all are numbers as people write them", () => {
    expect(sorted(["10", "9", "1,234.5", "-3 %", "$12"])).toEqual(["-3 %", "9", "10", "$12", "1,234.5"]);
    expect(sorted(["10", "9", "11"], "descending")).toEqual(["11", "10", "9"]);
  });

  test("as a dictionary has them, where words are among them", () => {
    expect(sorted(["pear", "Apple", "item 10", "item 9", "2"])).toEqual(["2", "Apple", "item 9", "item 10", "pear"]);
  });

  test("with empty cells last, whichever way", () => {
    expect(sorted(["", "b", " ", "a"])).toEqual(["a", "b", "", " "]);
    expect(sorted(["", "1", "2"], "descending")).toEqual(["2", "1", ""]);
  });

  test("and equal ones stay in their order; no row is lost", () => {
    const rows = fc.array(fc.tuple(fc.constantFrom("a", "b", "1", "2", ""), fc.string()), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.constantFrom<Direction>("ascending", "descending"), (all, direction) => {
        const places = sortedPlaces(all, 0, direction);
        expect(places.toSorted((a, b) => a - b)).toEqual(all.map((_, place) => place));
        for (const [index, place] of places.slice(1).entries()) {
          const before = places[index] as number;
          if (all[before]?.[0] === all[place]?.[0]) expect(before).toBeLessThan(place);
        }
      }),
    );
  });
});

test.each([
  ["1 234", 1234],
  ["1,234", 1234],
  ["−5", -5],
  ["1.5e3", 1500],
  ["12%", 12],
  ["1,23", null],
  ["2026-01-01", null],
  ["", null],
  ["1 2", null],
])("%j is the number %j", (text, number) => {
  expect(numberIn(text)).toBe(number);
});
