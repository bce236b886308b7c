"use client";

import { useMemo, useState } from "react";
import { compact, dollars, duration } from "../../../../../components/session/format.ts";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { ChartFrame } from "../../../../../components/session/runs/views/chart-frame.tsx";
import { statusWords, stepName } from "../../../../../components/session/runs/views/step-words.ts";
import { useArrows } from "../../../../../components/session/runs/views/use-arrows.ts";
import { agentColor } from "../../../../../components/ui/agent-colors.ts";
import { cn } from "../../../../../components/ui/cn.ts";
import { EmptyState } from "../../../../../components/ui/empty-state.tsx";
import { ScrollBox } from "../../../../../components/ui/scroll-box.tsx";
import { ToggleGroup } from "../../../../../components/ui/toggle-group.tsx";
import { type FlameBox, type FlameBy, flameOf } from "../../../../../lib/runs/flame.ts";
import { strings } from "../strings.ts";
import "../../../../../components/session/runs/views/run.css";

const rowHeight = 28;
const measures: readonly FlameBy[] = ["time", "cost", "tokens"];
const words: Record<FlameBy, (value: number) => string> = { time: duration, cost: dollars, tokens: compact };

/** Each step as wide as what it took, below what it belongs to. */
export function FlameView() {
  const { trace, chosen } = useRunScreen();
  const [by, setBy] = useState<FlameBy>("time");
  const flame = useMemo(() => flameOf(trace, by), [trace, by]);
  const onArrows = useArrows(useMemo(() => flame.boxes.map(({ step }) => step), [flame]));
  return (
    <ChartFrame
      tools={
        <ToggleGroup
          label={strings.widthBy}
          options={measures.map((value) => ({ value, label: strings.measures[value] }))}
          value={by}
          onValueChange={setBy}
        />
      }
      legend={
        <p className="text-muted-foreground text-xs">
          {strings.widthMeans(strings.measures[by].toLowerCase(), words[by](flame.value))}
          {flame.hidden > 0 ? ` ${strings.tooNarrow(flame.hidden)}` : ""}
        </p>
      }
    >
      {flame.value === 0 ? (
        <EmptyState title={strings.noneTook[by]} className="rounded-lg border bg-card">
          {strings.noneTookHint[by]}
        </EmptyState>
      ) : (
        <ScrollBox
          label={strings.flameOf(strings.measures[by].toLowerCase())}
          onKeyDown={onArrows}
          className="max-h-[min(70dvh,44rem)] overflow-auto rounded-lg border bg-card p-2"
        >
          <div className="relative" style={{ height: flame.depth * rowHeight }}>
            {flame.boxes.map((box) => (
              <Box key={box.step.id} box={box} by={by} all={flame.value} isChosen={box.step.id === chosen.step?.id} />
            ))}
          </div>
        </ScrollBox>
      )}
    </ChartFrame>
  );
}

function Box({ box, by, all, isChosen }: { box: FlameBox; by: FlameBy; all: number; isChosen: boolean }) {
  const { chooseStep } = useRunScreen();
  const { step, depth, from, to, value } = box;
  const { ground, border, text, solid } = agentColor(step.agent);
  const share = `${Math.round((value / all) * 100)} %`;
  // It begins with the words that are seen.
  const title = [`${stepName(step)} ${words[by](value)}`, share, strings.kinds[step.kind], statusWords(step)].join(
    " · ",
  );
  return (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      aria-label={title}
      aria-pressed={isChosen}
      onClick={() => chooseStep(step)}
      className={cn(
        "absolute h-6.5 overflow-hidden whitespace-nowrap rounded-sm border px-1 text-left text-xs",
        step.status === "failed"
          ? "border-destructive bg-destructive-muted text-destructive"
          : step.kind === "turn"
            ? cn(solid, "text-primary-foreground", border)
            : cn(ground, border, text),
        step.triedAgain && "border-dashed",
        step.status === "waiting" && "waited",
        isChosen && "z-10 outline-2 outline-ring outline-offset-1",
      )}
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%`, top: depth * rowHeight }}
    >
      {stepName(step)} <span className="tabular-nums">{words[by](value)}</span>
    </button>
  );
}
