/** The middle one; of an even number the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  return (percentile(numbers, 0.5, Math.floor) + percentile(numbers, 0.5, Math.ceil)) / 2;
}

/** `fraction` 0.99 is the 99th percentile. NaN where there is nothing. */
export function percentile(numbers: readonly number[], fraction: number, round = Math.ceil): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[round((sorted.length - 1) * fraction)] ?? Number.NaN;
}
