import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, mergeLatencies, msOfBucket, percentile } from "../../lib/operations/latency.ts";

test("a time is known to within a tenth", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 10_000_000, noNaN: true }), (ms) => {
      expect(Math.abs(msOfBucket(bucketOf(ms)) / ms - 1)).toBeLessThan(0.1);
    }),
  );
});

test("what is quicker than a millisecond is in the first bucket, and what takes for ever in the last", () => {
  expect(bucketOf(0)).toBe(0);
  expect(bucketOf(Number.MAX_SAFE_INTEGER)).toBe(96);
});

test("a percentile is the time that so many stayed within", () => {
  const times = new Map([
    [bucketOf(100), 90],
    [bucketOf(1_000), 9],
    [bucketOf(10_000), 1],
  ]);
  expect(Math.round(percentile(times, 0.5) ?? 0)).toBe(Math.round(msOfBucket(bucketOf(100))));
  expect(percentile(times, 0.99)).toBe(msOfBucket(bucketOf(1_000)));
  expect(percentile(times, 1)).toBe(msOfBucket(bucketOf(10_000)));
  expect(percentile(new Map(), 0.5)).toBeNull();
});

test("several are added up", () => {
  expect(
    mergeLatencies([
      new Map([[3, 1]]),
      new Map([
        [3, 2],
        [4, 5],
      ]),
    ]),
  ).toEqual(
    new Map([
      [3, 3],
      [4, 5],
    ]),
  );
});
