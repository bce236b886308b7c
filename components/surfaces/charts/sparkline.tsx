import { scaleOf } from "../../../lib/surfaces/chart-scale.ts";
import { strings } from "../strings.ts";

const width = 120;
const height = 32;

/** The course of a number, small. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const scale = scaleOf(values.map((value) => (value === null ? null : value - low)));
  const step = width / Math.max(values.length - 1, 1);
  const points = values.flatMap((value, index) =>
    value === null
      ? []
      : [
          `${(index * step).toFixed(1)},${(height - 2 - ((value - low) / Math.max(high - low, scale.high * 1e-9)) * (height - 4)).toFixed(1)}`,
        ],
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={strings.trend(known.slice(-12).join(", "))}
      className="h-8 w-30 text-primary"
    >
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
