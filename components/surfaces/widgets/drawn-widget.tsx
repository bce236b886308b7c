"use client";

import type { ReactNode } from "react";
import { unreachable } from "../../../lib/core/errors.ts";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { tableOf } from "../../../lib/surfaces/table-of.ts";
import { WidgetTitle } from "../widget-title.tsx";
import { AgentCardWidget } from "./agent-card-widget.tsx";
import { AgentGraphWidget } from "./agent-graph-widget.tsx";
import { ApprovalWidget } from "./approval-widget.tsx";
import { CalloutWidget } from "./callout-widget.tsx";
import { ChartWidget } from "./chart-widget.tsx";
import { ChoiceWidget } from "./choice-widget.tsx";
import { CitationsWidget } from "./citations-widget.tsx";
import { CodeWidget } from "./code-widget.tsx";
import { DiffWidget } from "./diff-widget.tsx";
import { FileWidget } from "./file-widget.tsx";
import { FormWidget } from "./form-widget.tsx";
import { ImageWidget } from "./image-widget.tsx";
import { JsonWidget } from "./json-widget.tsx";
import { KanbanWidget } from "./kanban-widget.tsx";
import { KeyValueWidget } from "./key-value-widget.tsx";
import { GridWidget, SectionWidget, StackWidget, TabsWidget } from "./layout-widgets.tsx";
import { LogTailWidget } from "./log-tail-widget.tsx";
import { MarkdownWidget } from "./markdown-widget.tsx";
import { McpAppWidget } from "./mcp-app-widget.tsx";
import { MetricWidget } from "./metric-widget.tsx";
import { PlanWidget } from "./plan-widget.tsx";
import { ProgressWidget } from "./progress-widget.tsx";
import { QuestionnaireWidget } from "./questionnaire-widget.tsx";
import { TableView } from "./table-view.tsx";
import { TimelineWidget } from "./timeline-widget.tsx";

interface Props {
  id: string;
  widget: Widget;
  depth: number;
}

/** Draws each widget of the catalogue; the compiler refuses it while one is missing. */
export function DrawnWidget({ id, widget, depth }: Props) {
  const ownTitle = widget.type === "section" || widget.type === "callout" || widget.type === "chart";
  return (
    <>
      {widget.title && !ownTitle ? <WidgetTitle>{widget.title}</WidgetTitle> : null}
      {drawn(id, widget, depth)}
    </>
  );
}

function drawn(id: string, widget: Widget, depth: number): ReactNode {
  switch (widget.type) {
    case "metric":
      return <MetricWidget widget={widget} />;
    case "keyvalue":
      return <KeyValueWidget widget={widget} />;
    case "table":
      return <TableView table={tableOf(widget)} label={widget.title} />;
    case "chart":
      return <ChartWidget widget={widget} />;
    case "progress":
      return <ProgressWidget widget={widget} />;
    case "timeline":
      return <TimelineWidget widget={widget} />;
    case "markdown":
      return <MarkdownWidget widget={widget} />;
    case "callout":
      return <CalloutWidget widget={widget} />;
    case "code":
      return <CodeWidget widget={widget} />;
    case "diff":
      return <DiffWidget widget={widget} />;
    case "json":
      return <JsonWidget value={widget.value} />;
    case "logTail":
      return <LogTailWidget widget={widget} />;
    case "citations":
      return <CitationsWidget widget={widget} />;
    case "image":
      return <ImageWidget widget={widget} />;
    case "file":
      return <FileWidget widget={widget} />;
    case "form":
      return <FormWidget id={id} widget={widget} />;
    case "choice":
      return <ChoiceWidget id={id} widget={widget} />;
    case "questionnaire":
      return <QuestionnaireWidget id={id} widget={widget} />;
    case "plan":
      return <PlanWidget widget={widget} />;
    case "kanban":
      return <KanbanWidget id={id} widget={widget} />;
    case "agentCard":
      return <AgentCardWidget widget={widget} />;
    case "agentGraph":
      return <AgentGraphWidget widget={widget} />;
    case "approval":
      return <ApprovalWidget />;
    case "mcpApp":
      return <McpAppWidget id={id} widget={widget} />;
    case "grid":
      return <GridWidget widget={widget} depth={depth} />;
    case "stack":
      return <StackWidget widget={widget} depth={depth} />;
    case "section":
      return <SectionWidget widget={widget} depth={depth} />;
    case "tabs":
      return <TabsWidget widget={widget} depth={depth} />;
    default:
      return unreachable(widget);
  }
}
