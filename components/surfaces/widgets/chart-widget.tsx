import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { tableOf } from "../../../lib/surfaces/table-of.ts";
import { Collapsible } from "../../ui/collapsible.tsx";
import { AxisChart } from "../charts/axis-chart.tsx";
import { PieChart } from "../charts/pie-chart.tsx";
import { seriesLook } from "../charts/series-look.ts";
import { strings } from "../strings.ts";
import { WidgetTitle } from "../widget-title.tsx";
import { TableView } from "./table-view.tsx";

/** A picture of numbers, with the numbers themselves below it. */
export function ChartWidget({ widget }: { widget: Widget<"chart"> }) {
  const { kind, x, series, title, unit } = widget;
  const label = strings.chartOf(kind, series.map(({ name }) => name).join(", "), x.length);
  const isEmpty = x.length === 0 || series.length === 0;
  return (
    <figure>
      {title || unit ? (
        <figcaption className="flex items-baseline gap-2">
          {title ? <WidgetTitle>{title}</WidgetTitle> : null}
          {unit ? <span className="text-muted-foreground text-xs">{unit}</span> : null}
        </figcaption>
      ) : null}
      {isEmpty ? (
        <p className="text-muted-foreground">{strings.noNumbers}</p>
      ) : kind === "pie" ? (
        <PieChart widget={widget} label={label} />
      ) : (
        <>
          <AxisChart widget={widget} label={label} />
          {series.length > 1 ? (
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
              {series.map(({ name }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a series' place is what it is
                <li key={index} className="flex min-w-0 items-center gap-1.5">
                  <svg viewBox="0 0 16 4" aria-hidden="true" className={`w-4 shrink-0 ${seriesLook(index).text}`}>
                    <line
                      x1="0"
                      x2="16"
                      y1="2"
                      y2="2"
                      stroke="currentColor"
                      strokeWidth="3"
                      strokeDasharray={kind === "bar" ? undefined : seriesLook(index).dash}
                    />
                  </svg>
                  <span className="min-w-0 break-words">{name}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      )}
      {isEmpty ? null : (
        <Collapsible title={<span className="text-muted-foreground text-xs">{strings.numbers}</span>}>
          <TableView table={tableOf(widget)} label={title} />
        </Collapsible>
      )}
    </figure>
  );
}
