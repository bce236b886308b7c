"use client";

import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Collapsible } from "../../ui/collapsible.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useDrawing } from "../drawing-context.ts";
import { strings } from "../strings.ts";
import { WidgetTitle } from "../widget-title.tsx";

interface Props<T extends "grid" | "stack" | "section" | "tabs"> {
  widget: Widget<T>;
  depth: number;
}

const columns = {
  1: "grid-cols-[minmax(0,1fr)]",
  2: "grid-cols-[minmax(0,1fr)] @md:grid-cols-2",
  3: "grid-cols-[minmax(0,1fr)] @md:grid-cols-2 @2xl:grid-cols-3",
  4: "grid-cols-2 @2xl:grid-cols-4",
} as const;

export function GridWidget({ widget, depth }: Props<"grid">) {
  const { render } = useDrawing();
  return (
    <div className="@container">
      <div className={`grid gap-3 ${columns[(widget.columns ?? 2) as keyof typeof columns]}`}>
        {widget.children.map((id) => (
          <div key={id} className="min-w-0 rounded-md border p-3">
            {render(id, depth + 1)}
          </div>
        ))}
      </div>
    </div>
  );
}

export function StackWidget({ widget, depth }: Props<"stack">) {
  const { render } = useDrawing();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">{widget.children.map((id) => render(id, depth + 1))}</div>
  );
}

export function SectionWidget({ widget, depth }: Props<"section">) {
  const { render } = useDrawing();
  const parts = (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">{widget.children.map((id) => render(id, depth + 1))}</div>
  );
  const title = widget.title ?? strings.untitled;
  if (widget.folded === undefined)
    return (
      <>
        <WidgetTitle>{title}</WidgetTitle>
        {parts}
      </>
    );
  return (
    <Collapsible title={<span className="font-medium">{title}</span>} open={!widget.folded}>
      {parts}
    </Collapsible>
  );
}

export function TabsWidget({ widget, depth }: Props<"tabs">) {
  const { render } = useDrawing();
  return (
    <Tabs
      label={widget.title ?? strings.untitled}
      tabs={widget.tabs.map(({ label, child }) => ({
        value: child,
        label,
        content: render(child, depth + 1),
      }))}
    />
  );
}
