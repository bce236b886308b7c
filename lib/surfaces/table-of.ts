import type { Widget } from "./catalog.ts";
import { childrenOf } from "./children-of.ts";
import { columnsOf } from "./columns-of.ts";
import type { Scalar } from "./fields.ts";

export type ColumnKind = "text" | "number" | "money" | "percent" | "date" | "link";

export interface Tabular {
  columns: { label: string; kind: ColumnKind }[];
  rows: Scalar[][];
}

/** A widget's data as rows and columns: the twin of a chart, what is exported, and what a screen reader goes through. Null where there is none. */
export function tableOf(widget: Widget): Tabular | null {
  switch (widget.type) {
    case "table":
      return tableRows(widget);
    case "chart":
      return {
        columns: [
          { label: "", kind: "text" },
          ...widget.series.map(({ name }) => ({
            label: widget.unit ? `${name} (${widget.unit})` : name,
            kind: "number" as const,
          })),
        ],
        rows: widget.x.map((x, index) => [x, ...widget.series.map(({ values }) => values[index] ?? null)]),
      };
    case "metric":
      return texts(
        ["Name", "Value", "Unit", "Change"],
        [[widget.label, widget.value, widget.unit ?? null, widget.delta ?? null]],
      );
    case "keyvalue":
      return texts(
        ["Name", "Value"],
        widget.items.map(({ label, value }) => [label, value]),
      );
    case "progress":
      return texts(["Name", "Value", "Of"], [[widget.label, widget.value, widget.max ?? 100]]);
    case "timeline":
      return texts(
        ["When", "What", "State", "More"],
        widget.items.map(({ at, title, status, text }) => [at, title, status ?? null, text ?? null]),
      );
    case "plan":
      return texts(
        ["Step", "State"],
        (widget.items ?? []).map(({ title, status }) => [title, status]),
      );
    case "kanban": {
      const titles = new Map(columnsOf(widget).map(({ id, title }) => [id, title]));
      return texts(
        ["Card", "Column", "More"],
        (widget.cards ?? []).map(({ title, column, text }) => [title, titles.get(column) ?? column, text ?? null]),
      );
    }
    case "citations":
      return {
        columns: [
          { label: "Source", kind: "text" },
          { label: "Address", kind: "link" },
          { label: "Words", kind: "text" },
        ],
        rows: widget.items.map(({ title, url, quote }) => [title, url ?? null, quote ?? null]),
      };
    case "logTail":
      return texts(
        ["Line"],
        (widget.lines ?? []).map((line) => [line]),
      );
    case "form":
      return texts(
        ["Field", "Kind", "Required"],
        widget.fields.map(({ name, label, kind, required }) => [label ?? name, kind ?? "text", required ?? false]),
      );
    case "agentGraph":
      return texts(
        ["From", "To", "What"],
        (widget.edges ?? []).map(({ from, to, label }) => [nameOf(widget, from), nameOf(widget, to), label ?? null]),
      );
    default:
      return null;
  }
}

/** Whether a widget only holds others. */
export function isLayout(widget: Widget): boolean {
  return childrenOf(widget as never).length > 0 || ["grid", "stack", "section", "tabs"].includes(widget.type);
}

function tableRows({ columns, rows }: Widget<"table">): Tabular {
  const keys = columns?.map((each) => (typeof each === "string" ? each : each.key)) ?? keysOf(rows);
  const kinds = columns?.map((each) => (typeof each === "string" ? undefined : each.kind)) ?? [];
  const labels = columns?.map((each) => (typeof each === "string" ? each : (each.label ?? each.key))) ?? keys;
  const cells = rows.map((row) =>
    Array.isArray(row)
      ? keys.map((_, index) => row[index] ?? null)
      : keys.map((key) => (Object.hasOwn(row, key) ? (row[key] as Scalar) : null)),
  );
  return {
    columns: labels.map((label, index) => ({
      label,
      kind: kinds[index] ?? (isNumeric(cells, index) ? "number" : "text"),
    })),
    rows: cells,
  };
}

/** Without columns: the keys of all rows in the order in which they come; for lists the places. */
function keysOf(rows: Widget<"table">["rows"]): string[] {
  const keys = new Set<string>();
  for (const row of rows) {
    if (Array.isArray(row)) row.forEach((_, index) => void keys.add(String(index + 1)));
    else for (const key of Object.keys(row)) keys.add(key);
    if (keys.size > 50) break;
  }
  return [...keys].slice(0, 50);
}

function isNumeric(rows: readonly Scalar[][], index: number): boolean {
  return (
    rows.length > 0 &&
    rows.every((row) => row[index] === null || typeof row[index] === "number") &&
    rows.some((row) => row[index] !== null)
  );
}

function texts(labels: readonly string[], rows: Scalar[][]): Tabular {
  const columns = labels.map((label, index) => ({
    label,
    kind: (isNumeric(rows, index) ? "number" : "text") as ColumnKind,
  }));
  return { columns, rows };
}

function nameOf({ nodes }: Widget<"agentGraph">, id: string): string {
  return nodes?.find((node) => node.id === id)?.label ?? id;
}
