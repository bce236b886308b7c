import fc from "fast-check";
import { expect, test } from "vitest";
import { chunks as chunksSchema } from "../../lib/core/fields.ts";
import { ChunkCourse } from "../../server/runtime/chunk-course.ts";

/** Pieces after pauses, told at the end of the last one and some time later. */
function told(askedAt: number, pieces: readonly (readonly [afterMs: number, characters: number])[], silentMs = 0) {
  const course = new ChunkCourse();
  let now = askedAt;
  for (const [afterMs, characters] of pieces) {
    now += afterMs;
    course.add(now, characters);
  }
  return course.told(askedAt, now + silentMs);
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

test("what came is counted over short stretches, from the first piece on", () => {
  const came = told(1_000, [
    [300, 4],
    [2, 1],
    [4, 10],
    [14, 3],
  ]);
  expect(came).toEqual({
    count: 4,
    firstMs: 300,
    everyMs: 5,
    pieces: [2, 1, 0, 0, 1],
    characters: [5, 10, 0, 0, 3],
    pauseMs: 14,
    pauseAtMs: 6,
  });
});

test("the stretches grow with the answer, and the longest pause is told to the tenth", () => {
  const steady = Array.from({ length: 100 }, () => [10, 7] as const);
  const came = told(0, [...steady, [4_000.06, 1], ...steady]);
  expect(came).toMatchObject({ count: 201, firstMs: 10, everyMs: 160, pauseMs: 4_000.1, pauseAtMs: 990 });
  expect(sum(came?.characters ?? [])).toBe(1_401);
});

test("a silence after the last piece is a pause like others, and without a piece there is nothing to tell", () => {
  expect(
    told(
      0,
      [
        [5, 1],
        [50, 1],
      ],
      900,
    ),
  ).toMatchObject({ pauseMs: 900, pauseAtMs: 50 });
  expect(told(0, [[5, 1]], 0)).toMatchObject({ count: 1, pieces: [1], pauseMs: 0, pauseAtMs: 0 });
  expect(told(0, [], 900)).toBeNull();
});

test("however an answer comes in, nothing is lost, it fits the event, and it stays small", () => {
  const piece = fc.tuple(fc.double({ min: 0, max: 1e7, noNaN: true }), fc.nat(20_000));
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 400 }), (pieces) => {
      const came = told(12_345.6, pieces);
      if (!came) throw new Error("Nothing is told.");
      expect(chunksSchema.safeParse(came).success).toBe(true);
      expect(sum(came.pieces)).toBe(pieces.length);
      expect(sum(came.characters)).toBe(sum(pieces.map(([, characters]) => characters)));
      expect(came.pieces.length).toBeLessThanOrEqual(48);
      expect(JSON.stringify(came).length).toBeLessThan(1_000);
    }),
  );
});
