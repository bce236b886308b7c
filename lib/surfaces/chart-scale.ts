export interface Scale {
  low: number;
  high: number;
  /** Where lines are drawn, round numbers from low to high. */
  ticks: number[];
}

/** A scale for these values that begins at zero, or below where they do, and ends at a round number. */
export function scaleOf(values: readonly (number | null)[], wanted = 4): Scale {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value === null || !(Math.abs(value) < 1e300)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high - low < 1e-9) high = low + 1;
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: Math.min(last - first, 20) + 1 }, (_, index) => round((first + index) * step));
  return { low: ticks[0] as number, high: ticks.at(-1) as number, ticks };
}

/** 1, 2 or 5 times a power of ten: the next one that is not smaller. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((each) => each * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** The parts of a whole as angles from the top, clockwise, in turns of 0…1. What is not above zero has no part. */
export function partsOf(values: readonly (number | null)[]): { from: number; to: number; share: number }[] {
  const positive = values.map((value) => (value !== null && Number.isFinite(value) && value > 0 ? value : 0));
  const total = positive.reduce((sum, value) => sum + value, 0);
  let at = 0;
  return positive.map((value) => {
    const share = total > 0 ? value / total : 0;
    const from = at;
    at += share;
    return { from, to: at, share };
  });
}
