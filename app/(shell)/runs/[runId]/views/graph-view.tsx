"use client";

import { useMemo } from "react";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { ChartFrame } from "../../../../../components/session/runs/views/chart-frame.tsx";
import { figureWords, statusWords } from "../../../../../components/session/runs/views/step-words.ts";
import { Card } from "../../../../../components/ui/card.tsx";
import { graphOf } from "../../../../../lib/runs/graph.ts";
import type { StepStatus } from "../../../../../lib/runs/step.ts";
import { above } from "../../../../../lib/runs/tree.ts";
import { strings } from "../strings.ts";
import { RunGraphPicture } from "./run-graph-picture.tsx";
import { StepMark } from "./step-mark.tsx";
import "../../../../../components/session/runs/views/run.css";

const looks: Record<StepStatus, string> = {
  open: "fill-info-muted stroke-info at-work",
  waiting: "fill-warning-muted stroke-warning",
  done: "fill-success-muted stroke-success",
  failed: "fill-destructive-muted stroke-destructive",
  stopped: "fill-muted stroke-input",
  skipped: "fill-background stroke-border",
};

/** The workflow with what this run made of it; of other runs, who set whom to work. */
export function GraphView() {
  const { trace, picture, chosen, chooseStep } = useRunScreen();
  const { picture: drawn, states, taken } = useMemo(() => graphOf(trace, picture), [trace, picture]);
  const within = new Set(chosen.step ? [chosen.step.id, ...above(trace, chosen.step.id)] : []);
  const chosenNode = [...states].find(([, { steps }]) => steps.some(({ id }) => within.has(id)))?.[0] ?? null;
  const titles = new Map(drawn.nodes.map(({ id, title }) => [id, title]));

  function choose(node: string): void {
    const steps = states.get(node)?.steps ?? [];
    // Chosen again, it goes on to the next time that it was come to.
    const place = steps.findIndex(({ id }) => id === chosen.step?.id);
    const step = steps[(place + 1) % Math.max(1, steps.length)];
    if (step) chooseStep(step);
  }

  return (
    <ChartFrame>
      <RunGraphPicture
        picture={drawn}
        marks={{
          nodes: new Map(
            [...states].map(([id, { status, steps }]) => {
              const times = steps.length > 1 ? ` · ${strings.visited(steps.length)}` : "";
              const text = `${strings.stepStatus[status]}${times}`;
              return [id, { text, figures: figureWords(steps, trace.to), className: looks[status] }];
            }),
          ),
          gone: taken,
          chosen: chosenNode,
          onChoose: choose,
        }}
      />
      <Card>
        <ul aria-label={strings.graphOutline} className="divide-y">
          {drawn.nodes.map(({ id, title }) => {
            const steps = states.get(id)?.steps ?? [];
            const last = steps.at(-1);
            const times = steps.length;
            const next = [...taken].flatMap(([place, count]) => {
              const edge = drawn.edges[place];
              return edge?.from === id ? [strings.leadsTo(titles.get(edge.to) ?? edge.to, count)] : [];
            });
            return (
              <li key={id} className="flex flex-wrap items-center gap-x-2 px-3 py-1.5 text-sm [&_svg]:size-4">
                {last ? (
                  <button
                    type="button"
                    aria-pressed={id === chosenNode}
                    onClick={() => choose(id)}
                    className="target flex items-center gap-2 font-medium underline underline-offset-4 aria-pressed:text-primary"
                  >
                    <StepMark step={last} />
                    {title}
                  </button>
                ) : (
                  <span className="text-muted-foreground">{title}</span>
                )}
                <span className="text-muted-foreground text-xs tabular-nums">
                  {last
                    ? [
                        statusWords(last),
                        times > 1 ? strings.visited(times) : null,
                        figureWords(steps, trace.to),
                        ...next,
                      ]
                        .filter(Boolean)
                        .join(" · ")
                    : strings.notVisited}
                </span>
              </li>
            );
          })}
        </ul>
      </Card>
    </ChartFrame>
  );
}
