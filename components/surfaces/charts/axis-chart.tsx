"use client";

import { useRef } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { type Scale, scaleOf } from "../../../lib/surfaces/chart-scale.ts";
import { shortNumber } from "../figure-words.ts";
import { seriesLook } from "./series-look.ts";
import { useWidth } from "./use-width.ts";

type Chart = Widget<"chart">;

/** Before the page knows how wide it is. */
const usualWidth = 640;
const height = 260;
const left = 48;
const bottom = 28;
const top = 10;
const labelRoom = 56;

/** Lines, areas or bars over what stands along the bottom. */
export function AxisChart({ widget, label }: { widget: Chart; label: string }) {
  const { kind, x, series } = widget;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, usualWidth);
  const scale = scaleOf(series.flatMap(({ values }) => values));
  const y = (value: number) => top + (1 - (value - scale.low) / (scale.high - scale.low)) * (height - top - bottom);
  const slot = (width - left - 8) / Math.max(x.length, 1);
  const centre = (index: number) => left + slot * (index + 0.5);
  const every = Math.max(1, Math.ceil((x.length * labelRoom) / (width - left)));
  return (
    <div ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="h-auto w-full">
        <Ticks scale={scale} y={y} width={width} />
        {x.map((each, index) =>
          index % every === 0 ? (
            <text
              // biome-ignore lint/suspicious/noArrayIndexKey: a point's place is what it is
              key={index}
              x={centre(index)}
              y={height - 8}
              textAnchor="middle"
              className="fill-muted-foreground text-[11px]"
            >
              {shortLabel(String(each), slot * every)}
            </text>
          ) : null,
        )}
        {series.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a series' place is what it is
          <g key={at} className={seriesLook(at).text}>
            {kind === "bar" ? (
              <Bars {...{ each, at, of: series.length, x, slot, y, zero: y(Math.max(0, scale.low)) }} />
            ) : (
              <Line {...{ each, at, x, centre, y, zero: y(Math.max(0, scale.low)), filled: kind === "area" }} />
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

function Ticks({ scale, y, width }: { scale: Scale; y: (value: number) => number; width: number }) {
  return scale.ticks.map((tick) => (
    <g key={tick}>
      <line
        x1={left}
        x2={width - 8}
        y1={y(tick)}
        y2={y(tick)}
        className="stroke-border"
        strokeWidth={tick === 0 ? 1.5 : 1}
      />
      <text x={left - 6} y={y(tick) + 4} textAnchor="end" className="fill-muted-foreground text-[11px] tabular-nums">
        {shortNumber(tick)}
      </text>
    </g>
  ));
}

interface Drawn {
  each: Chart["series"][number];
  at: number;
  x: Chart["x"];
  y: (value: number) => number;
  zero: number;
}

function Bars({ each, at, of, x, slot, y, zero }: Drawn & { of: number; slot: number }) {
  const room = slot * 0.76;
  const thick = Math.max(room / of, 1);
  return x.map((name, index) => {
    const value = each.values[index];
    if (value === null || value === undefined) return null;
    const place = y(value);
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a point's place is what it is
        key={index}
        x={left + slot * index + (slot - room) / 2 + thick * at}
        y={Math.min(place, zero)}
        width={Math.max(thick - 1, 0.8)}
        height={Math.max(Math.abs(place - zero), 0.5)}
        rx={Math.min(2, thick / 3)}
        fill="currentColor"
      >
        <title>{`${name}, ${each.name}: ${value}`}</title>
      </rect>
    );
  });
}

function Line({
  each,
  at,
  x,
  centre,
  y,
  zero,
  filled,
}: Drawn & { centre: (index: number) => number; filled: boolean }) {
  const parts = runsOf(each.values.slice(0, x.length));
  return parts.map((part) => {
    const first = part[0] as { index: number; value: number };
    const last = part.at(-1) as { index: number; value: number };
    const path = part.map(({ index, value }) => `${centre(index).toFixed(1)},${y(value).toFixed(1)}`).join(" L");
    return (
      <g key={first.index}>
        {filled ? (
          <path
            d={`M${centre(first.index)},${zero} L${path} L${centre(last.index)},${zero} Z`}
            fill="currentColor"
            opacity="0.18"
          />
        ) : null}
        <path
          d={`M${path}`}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray={seriesLook(at).dash}
          strokeLinejoin="round"
        />
        {part.length <= 60
          ? part.map(({ index, value }) => (
              <circle key={index} cx={centre(index)} cy={y(value)} r="3" fill="currentColor">
                <title>{`${x[index]}, ${each.name}: ${value}`}</title>
              </circle>
            ))
          : null}
      </g>
    );
  });
}

/** Where values are missing, the line has a gap. */
function runsOf(values: readonly (number | null)[]): { index: number; value: number }[][] {
  const parts: { index: number; value: number }[][] = [];
  let open: { index: number; value: number }[] | null = null;
  for (const [index, value] of values.entries()) {
    if (value === null) open = null;
    else if (open) open.push({ index, value });
    else {
      open = [{ index, value }];
      parts.push(open);
    }
  }
  return parts;
}

function shortLabel(text: string, room: number): string {
  const most = Math.max(3, Math.floor(room / 6.5));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
