/** So many buckets to each doubling: a time is known to within a tenth. */
const perDoubling = 4;
/** Above four hours it is all one. */
const last = 96;

/** The bucket of times that a time belongs to. */
export function bucketOf(ms: number): number {
  return Math.min(last, Math.round(perDoubling * Math.log2(Math.max(1, ms))));
}

/** The time that stands for a bucket. */
export function msOfBucket(bucket: number): number {
  return 2 ** (bucket / perDoubling);
}

/** How many took how long, by bucket. */
export type Latencies = ReadonlyMap<number, number>;

export function mergeLatencies(all: readonly Latencies[]): Map<number, number> {
  const merged = new Map<number, number>();
  for (const each of all) {
    for (const [bucket, count] of each) merged.set(bucket, (merged.get(bucket) ?? 0) + count);
  }
  return merged;
}

/** The time that this share of them stayed within; null where there are none. `share` is between 0 and 1. */
export function percentile(latencies: Latencies, share: number): number | null {
  const total = [...latencies.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = Math.max(1, Math.ceil(total * share));
  let seen = 0;
  const inOrder = [...latencies].sort(([a], [b]) => a - b);
  for (const [bucket, count] of inOrder) {
    seen += count;
    if (seen >= wanted) return msOfBucket(bucket);
  }
  return null;
}
