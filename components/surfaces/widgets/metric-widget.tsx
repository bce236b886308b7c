import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Sparkline } from "../charts/sparkline.tsx";
import { figureWords } from "../figure-words.ts";

export function MetricWidget({ widget }: { widget: Widget<"metric"> }) {
  const { label, value, unit, delta, trend } = widget;
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
      <dl className="min-w-0">
        <dt className="text-muted-foreground text-xs">{label}</dt>
        <dd className="break-words font-semibold text-2xl tabular-nums leading-tight">
          {figureWords(value)}
          {unit ? <span className="ml-1 font-normal text-base text-muted-foreground">{unit}</span> : null}
        </dd>
        {delta === undefined || delta === null ? null : (
          <dd className="text-muted-foreground text-xs tabular-nums">{figureWords(delta, true)}</dd>
        )}
      </dl>
      {trend && trend.length > 1 ? <Sparkline values={trend} /> : null}
    </div>
  );
}
