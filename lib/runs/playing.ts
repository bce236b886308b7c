const shortestMs = 16;
/** What nobody wants to sit through, such as a night in which a run waited for a yes. */
const longestMs = 2_000;

/** How long a replay waits between two events that happened at these times. */
export function pauseBetween(before: string, after: string, speed: number): number {
  const gap = (Date.parse(after) - Date.parse(before)) / speed;
  return Math.min(longestMs, Math.max(shortestMs, Number.isFinite(gap) ? gap : 0));
}

/** The place of the last of these ascending numbers that is not above the wanted one; -1 where all are. */
export function placeOf(seqs: readonly number[], wanted: number): number {
  let low = 0;
  let high = seqs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((seqs[middle] as number) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
