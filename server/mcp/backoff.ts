const firstMs = 1_000;
const longestMs = 60_000;

/** Doubling, and never the same for two: servers that come back are not met by everybody at once. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.5 + random() / 2);
}
