"use client";

import Download from "lucide-react/icons/download";
import type { AnalyticsCard } from "../../lib/operations/analytics-cards.ts";
import { csvOf } from "../../lib/surfaces/csv-of.ts";
import { tableOf } from "../../lib/surfaces/table-of.ts";
import { download, fileNameOf } from "../surfaces/download.ts";
import { ChartWidget } from "../surfaces/widgets/chart-widget.tsx";
import { TableView } from "../surfaces/widgets/table-view.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { strings } from "./strings.ts";

/** A chart with its table below it, or a table alone; either can be taken away as CSV. */
export function AnalyticsCardView({ card: { id, title, hint, widget } }: { card: AnalyticsCard }) {
  const table = tableOf(widget);
  const isEmpty = !table?.rows.some((row) => row.some((value, index) => index > 0 && value !== null && value !== 0));
  return (
    <Card className="min-w-0 p-4">
      <section aria-labelledby={`card-${id}`}>
        <div className="mb-2 flex items-center gap-2">
          <h3 id={`card-${id}`} className="min-w-0 flex-1 font-medium text-sm">
            {title}
          </h3>
          {isEmpty || !table ? null : (
            <Button
              variant="ghost"
              size="small"
              aria-label={strings.csv(title)}
              onClick={() => download(csvOf([{ title, table }]), fileNameOf(title, "csv"), "text/csv;charset=utf-8")}
            >
              <Download aria-hidden="true" />
              {strings.saveCsv}
            </Button>
          )}
        </div>
        {hint ? <p className="mb-2 text-muted-foreground text-xs">{hint}</p> : null}
        {isEmpty ? (
          <p className="py-4 text-muted-foreground text-sm">{strings.nothing}</p>
        ) : widget.type === "chart" ? (
          <ChartWidget widget={{ ...widget, title: undefined }} />
        ) : (
          <TableView table={table} label={strings.tableOf(title)} />
        )}
      </section>
    </Card>
  );
}
