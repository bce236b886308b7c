import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { partsOf } from "../../../lib/surfaces/chart-scale.ts";
import { seriesLook } from "./series-look.ts";

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

/** The shares of the first series. */
export function PieChart({ widget: { x, series }, label }: { widget: Widget<"chart">; label: string }) {
  const values = x.map((_, index) => series[0]?.values[index] ?? null);
  const parts = partsOf(values);
  return (
    <div className="flex flex-wrap items-center gap-4">
      <svg viewBox="-52 -52 104 104" role="img" aria-label={label} className="size-44">
        {parts.map(({ from, to, share }, index) =>
          share === 0 ? null : (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a part's place is what it is
              key={index}
              d={slice(from, to)}
              fill="currentColor"
              className={`stroke-card ${seriesLook(index).text}`}
              strokeWidth="1"
            >
              <title>{`${x[index]}: ${values[index]} (${percent.format(share)})`}</title>
            </path>
          ),
        )}
      </svg>
      <ul className="grid min-w-0 gap-1 text-xs">
        {x.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part's place is what it is
          <li key={index} className="flex items-center gap-2">
            <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-xs bg-current ${seriesLook(index).text}`} />
            <span className="min-w-0 break-words">{name}</span>
            <span className="text-muted-foreground tabular-nums">{percent.format(parts[index]?.share ?? 0)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function slice(from: number, to: number): string {
  if (to - from >= 0.9999) return "M0,-50 A50,50 0 1 1 -0.01,-50 Z";
  const [x1, y1] = point(from);
  const [x2, y2] = point(to);
  return `M0,0 L${x1},${y1} A50,50 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2},${y2} Z`;
}

function point(turn: number): [string, string] {
  const angle = turn * 2 * Math.PI;
  return [(50 * Math.sin(angle)).toFixed(3), (-50 * Math.cos(angle)).toFixed(3)];
}
