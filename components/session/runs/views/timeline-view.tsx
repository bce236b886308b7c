"use client";

import { useMemo, useState } from "react";
import { type Arrow, type Bar, type Lane, ticksOf, timelineOf } from "../../../../lib/runs/timeline.ts";
import { agentColor } from "../../../ui/agent-colors.ts";
import { cn } from "../../../ui/cn.ts";
import { ScrollBox } from "../../../ui/scroll-box.tsx";
import { ToggleGroup } from "../../../ui/toggle-group.tsx";
import { duration } from "../../format.ts";
import { useRunScreen } from "../run-screen-context.ts";
import { runWords as strings } from "../strings.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { barTitle, stepName } from "./step-words.ts";
import { useArrows } from "./use-arrows.ts";
import "./run.css";

const rowHeight = 26;
const laneGap = 10;
const axisHeight = 22;
const zooms = ["1", "4", "16"] as const;

/** A lane for each agent, against the clock. */
export function TimelineView() {
  const { trace, chosen, end } = useRunScreen();
  const [zoom, setZoom] = useState<(typeof zooms)[number]>("1");
  const timeline = useMemo(() => timelineOf(trace, { least: 0.0015 / Number(zoom), until: end }), [trace, zoom, end]);
  const { lanes, arrows, span } = timeline;
  const onArrows = useArrows(useMemo(() => lanes.flatMap(({ bars }) => bars.flatMap(({ steps }) => steps)), [lanes]));
  const tops = lanes.map((_, place) => topOf(lanes, place));
  const height = topOf(lanes, lanes.length);
  return (
    <ChartFrame
      tools={
        <ToggleGroup
          label={strings.zoom}
          options={zooms.map((value) => ({ value, label: strings.times(value) }))}
          value={zoom}
          onValueChange={setZoom}
        />
      }
      legend={<Legend />}
    >
      <ScrollBox
        label={strings.timelineOf}
        onKeyDown={onArrows}
        className="max-h-[min(70dvh,44rem)] overflow-auto rounded-lg border bg-card"
      >
        <div className="relative min-w-full" style={{ width: `${Number(zoom) * 100}%`, height }}>
          {ticksOf(span, 5 * Number(zoom)).map((ms) => (
            <span
              key={ms}
              aria-hidden="true"
              className="absolute top-0 bottom-0 border-l pl-1 whitespace-nowrap text-[0.6875rem] text-muted-foreground tabular-nums"
              style={{ left: `${(ms / span) * 100}%` }}
            >
              {ms / span < 0.92 ? duration(ms) : ""}
            </span>
          ))}
          {lanes.map((lane, place) => (
            <LaneRow key={lane.agent} lane={lane} top={tops[place] as number} chosen={chosen.step?.id ?? null} />
          ))}
          {arrows.map((arrow) => (
            <ArrowLine key={`${arrow.passing.seq} ${arrow.passing.to}`} arrow={arrow} tops={tops} />
          ))}
        </div>
      </ScrollBox>
    </ChartFrame>
  );
}

function topOf(lanes: readonly Lane[], place: number): number {
  // The name of an agent stands above its lane.
  return lanes.slice(0, place).reduce((sum, { rows }) => sum + (rows + 1) * rowHeight + laneGap, axisHeight);
}

function LaneRow({ lane: { agent, bars, rows }, top, chosen }: { lane: Lane; top: number; chosen: string | null }) {
  return (
    <section
      aria-label={agent}
      className="absolute inset-x-0 border-t"
      style={{ top, height: (rows + 1) * rowHeight + laneGap }}
    >
      <p className="sticky left-0 inline-flex h-6 items-center gap-1.5 px-2 font-medium text-xs">
        <span aria-hidden="true" className={cn("size-2.5 rounded-sm", agentColor(agent).solid)} />
        {agent}
      </p>
      {bars.map((bar) => (
        <BarButton key={bar.step.id} bar={bar} chosen={bar.steps.findIndex(({ id }) => id === chosen)} />
      ))}
    </section>
  );
}

function BarButton({ bar, chosen }: { bar: Bar; chosen: number }) {
  const { trace, chooseStep } = useRunScreen();
  const { step, row, from, to, waits, steps } = bar;
  const { solid, ground, border, text } = agentColor(step.agent);
  const width = Math.max(to - from, 0);
  const isRun = step.kind === "run";
  const isChosen = chosen >= 0;
  const title = steps.length > 1 ? strings.several(steps.length, barTitle(step, trace)) : barTitle(step, trace);
  const look = step.triedAgain
    ? "border border-destructive border-dashed bg-transparent text-destructive"
    : step.status === "failed"
      ? "bg-destructive text-destructive-foreground"
      : isRun
        ? "border border-warning text-warning"
        : step.kind === "turn"
          ? cn(solid, "text-primary-foreground")
          : cn("border", ground, border, text);
  return (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      aria-label={title}
      aria-pressed={isChosen}
      // Pressed again, it goes on to the next of those drawn as one.
      onClick={() => chooseStep(steps[(chosen + 1) % steps.length] ?? step)}
      className={cn(
        "absolute h-5.5 min-w-1 overflow-hidden rounded-sm text-left text-[0.6875rem] leading-5",
        look,
        step.status === "open" && "at-work",
        isChosen && "z-10 outline-2 outline-ring outline-offset-1",
      )}
      style={{ left: `${from * 100}%`, width: `${width * 100}%`, top: rowHeight * (row + 1) }}
    >
      {waits.map((wait) => (
        <span
          key={wait.from}
          aria-hidden="true"
          className="waited absolute inset-y-0"
          style={{
            left: `${((wait.from - from) / Math.max(width, 1e-9)) * 100}%`,
            width: `${((wait.to - wait.from) / Math.max(width, 1e-9)) * 100}%`,
          }}
        />
      ))}
      {isRun ? null : (
        <span className={cn("relative whitespace-nowrap px-1", waits.length > 0 && "rounded-sm bg-card")}>
          {step.status === "failed" ? <span aria-hidden="true">✗ </span> : null}
          {stepName(step)}
        </span>
      )}
    </button>
  );
}

function ArrowLine({ arrow: { at, from, to, passing }, tops }: { arrow: Arrow; tops: readonly number[] }) {
  const middle = rowHeight * 1.5;
  const [a, b] = [(tops[from] ?? 0) + middle, (tops[to] ?? 0) + middle];
  const isDown = b > a;
  return (
    <span
      aria-hidden="true"
      className={cn(
        "pointer-events-none absolute border-foreground border-l",
        passing.kind === "handed over" ? "border-solid" : "border-dashed",
      )}
      style={{ left: `${at * 100}%`, top: Math.min(a, b), height: Math.abs(b - a) }}
    >
      <span
        className={cn("-left-[4.5px] absolute text-[0.625rem] leading-none", isDown ? "bottom-0" : "top-0 rotate-180")}
      >
        ▼
      </span>
    </span>
  );
}

function Legend() {
  return (
    <ul aria-label={strings.legend} className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
      <Key className="w-5 rounded-sm bg-foreground">{strings.legendOf.turn}</Key>
      <Key className="w-5 rounded-sm border border-foreground">{strings.legendOf.call}</Key>
      <Key className="w-5 rounded-sm waited border border-warning">{strings.legendOf.wait}</Key>
      <Key className="w-5 rounded-sm border border-destructive border-dashed">{strings.legendOf.ghost}</Key>
      <Key className="w-5 rounded-sm bg-destructive">{strings.legendOf.failed}</Key>
      <Key className="border-foreground border-l border-dashed">{strings.legendOf.asked}</Key>
      <Key className="border-foreground border-l">{strings.legendOf.handed}</Key>
    </ul>
  );
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden="true" className={cn("inline-block h-3", className)} />
      {children}
    </li>
  );
}
