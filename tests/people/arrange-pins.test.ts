import { expect, test } from "vitest";
import { movedPin, widenedPin } from "../../lib/people/arrange-pins.ts";

const pins = ["a", "b", "c"].map((surfaceId) => ({ sessionId: "s", surfaceId, width: 2 }));
const names = (list: readonly { surfaceId: string }[]) => list.map(({ surfaceId }) => surfaceId).join("");

test("a pin is moved to its new place, and the others keep their order", () => {
  expect(names(movedPin(pins, 0, 2))).toBe("bca");
  expect(names(movedPin(pins, 2, 0))).toBe("cab");
  expect(names(movedPin(pins, 0, 3))).toBe("abc");
  expect(names(movedPin(pins, 0, -1))).toBe("abc");
});

test("a pin takes one to three columns", () => {
  const widths = (by: number) => widenedPin(pins, 1, by).map(({ width }) => width);
  expect(widths(1)).toEqual([2, 3, 2]);
  expect(widths(5)).toEqual([2, 3, 2]);
  expect(widths(-5)).toEqual([2, 1, 2]);
});
