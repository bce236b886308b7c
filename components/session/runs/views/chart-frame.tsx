"use client";

import ChartGantt from "lucide-react/icons/chart-gantt";
import Rows3 from "lucide-react/icons/rows-3";
import { type ReactNode, useState } from "react";
import { ToggleGroup } from "../../../ui/toggle-group.tsx";
import { useRunScreen } from "../run-screen-context.ts";
import { runWords as strings } from "../strings.ts";
import { Nothing } from "./nothing.tsx";
import { StepTable } from "./step-table.tsx";

interface Props {
  /** How the picture may be changed. */
  tools?: ReactNode;
  /** What the colours and patterns mean. */
  legend?: ReactNode;
  children: ReactNode;
}

/** A picture of the run, and the table that says the same. */
export function ChartFrame({ tools, legend, children }: Props) {
  const { trace } = useRunScreen();
  const [as, setAs] = useState<"chart" | "table">("chart");
  if (trace.steps.length === 0) return <Nothing />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <ToggleGroup
          label={strings.showAs}
          options={[
            { value: "chart", label: strings.asChart, icon: <ChartGantt aria-hidden="true" /> },
            { value: "table", label: strings.asTable, icon: <Rows3 aria-hidden="true" /> },
          ]}
          value={as}
          onValueChange={setAs}
        />
        {as === "chart" ? tools : null}
      </div>
      {as === "chart" ? children : <StepTable />}
      {as === "chart" ? legend : null}
    </div>
  );
}
