"use client";

import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { layersOf } from "../../../lib/surfaces/graph-layers.ts";
import { graphOf } from "../../../lib/surfaces/live.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { useDrawing } from "../drawing-context.ts";
import { strings } from "../strings.ts";
import { StatusMark } from "./status-mark.tsx";

const boxWidth = 120;
const boxHeight = 34;
const gapX = 56;
const gapY = 18;

/** Boxes in layers with arrows between them; its twin in words lists the same. */
export function AgentGraphWidget({ widget }: { widget: Widget<"agentGraph"> }) {
  const { state } = useDrawing();
  const { nodes, edges } = widget.nodes ? { nodes: widget.nodes, edges: widget.edges ?? [] } : graphOf(state);
  if (nodes.length === 0) return <p className="text-muted-foreground">{strings.noAgents}</p>;
  const layers = layersOf(
    nodes.map(({ id }) => id),
    edges,
  );
  const place = new Map(
    layers.flatMap((layer, column) =>
      layer.map((id, row) => [id, { x: column * (boxWidth + gapX) + 4, y: row * (boxHeight + gapY) + 4 }] as const),
    ),
  );
  const width = layers.length * (boxWidth + gapX) - gapX + 8;
  const height = Math.max(...layers.map((layer) => layer.length)) * (boxHeight + gapY) - gapY + 8;
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  return (
    <>
      <ScrollBox label={strings.picture} className="overflow-x-auto">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" className="max-w-none">
          {edges.map(({ from, to }, index) => {
            const a = place.get(from);
            const b = place.get(to);
            if (!a || !b) return null;
            const [x1, y1, x2, y2] = [a.x + boxWidth, a.y + boxHeight / 2, b.x, b.y + boxHeight / 2];
            return (
              <path
                // biome-ignore lint/suspicious/noArrayIndexKey: an edge's place is what it is
                key={index}
                d={`M${x1},${y1} C${x1 + gapX / 2},${y1} ${x2 - gapX / 2},${y2} ${x2 - 5},${y2} m-5,-4 l5,4 l-5,4`}
                fill="none"
                className="stroke-input"
                strokeWidth="1.5"
              />
            );
          })}
          {nodes.map(({ id, label, status }) => {
            const at = place.get(id);
            if (!at) return null;
            return (
              <g key={id} transform={`translate(${at.x} ${at.y})`}>
                <rect
                  width={boxWidth}
                  height={boxHeight}
                  rx="6"
                  className={`fill-card ${status === "running" ? "stroke-info" : "stroke-border"}`}
                  strokeWidth={status === "running" ? 2 : 1}
                />
                <text
                  x={boxWidth / 2}
                  y={boxHeight / 2 + 4}
                  textAnchor="middle"
                  className="fill-foreground text-[12px]"
                >
                  {label.length > 16 ? `${label.slice(0, 15)}…` : label}
                </text>
              </g>
            );
          })}
        </svg>
      </ScrollBox>
      <ul aria-label={strings.tasks} className="mt-2 grid gap-0.5 text-xs">
        {nodes.map(({ id, label, status }) => (
          <li key={id} className="flex min-w-0 flex-wrap items-center gap-1.5">
            {status ? <StatusMark status={status} /> : null}
            <span>{label}</span>
            {edges
              .filter(({ from }) => from === id)
              .map(({ to, label: what }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an edge's place is what it is
                <span key={index} className="text-muted-foreground">
                  → {labels.get(to) ?? to}
                  {what ? ` (${what})` : ""}
                </span>
              ))}
          </li>
        ))}
      </ul>
    </>
  );
}
