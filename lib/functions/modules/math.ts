/** Figures of lists of numbers. An empty list has no mean: those that need one number at least say so. */

export function sum(numbers: readonly number[]): number {
  // Kahan: many small numbers beside a large one are not lost.
  let total = 0;
  let lost = 0;
  for (const number of numbers) {
    const corrected = number - lost;
    const next = total + corrected;
    lost = next - total - corrected;
    total = next;
  }
  return total;
}

export function mean(numbers: readonly number[]): number {
  return sum(numbers) / atLeastOne(numbers).length;
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** `share` from 0 to 1; between two numbers it is drawn along the line. */
export function quantile(numbers: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError("A quantile is from 0 to 1.");
  const sorted = [...atLeastOne(numbers)].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

/** Of the whole population. */
export function standardDeviation(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return Math.sqrt(mean(numbers.map((number) => (number - middle) ** 2)));
}

/** To so many places after the point, halves away from zero, as people round. */
export function round(number: number, places = 0): number {
  if (!Number.isFinite(number)) return number;
  const [mantissa = "0", exponent = "0"] = String(Math.abs(number)).split("e");
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + places}`));
  const [back = "0", power = "0"] = String(shifted).split("e");
  return Math.sign(number) * Number(`${back}e${Number(power) - places}`);
}

export function clamp(number: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, number));
}

/** The straight line through the points that is nearest to them. */
export function trend(points: readonly { x: number; y: number }[]): { slope: number; intercept: number } {
  const middleX = mean(points.map(({ x }) => x));
  const middleY = mean(points.map(({ y }) => y));
  const spread = sum(points.map(({ x }) => (x - middleX) ** 2));
  const slope = spread === 0 ? 0 : sum(points.map(({ x, y }) => (x - middleX) * (y - middleY))) / spread;
  return { slope, intercept: middleY - slope * middleX };
}

function atLeastOne(numbers: readonly number[]): readonly number[] {
  if (numbers.length === 0) throw new RangeError("There must be at least one number.");
  return numbers;
}
