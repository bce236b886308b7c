"use client";

import { useMemo, useState } from "react";
import { sharedSteps } from "../../../../lib/export/shared-steps.ts";
import { eventsOf } from "../../../../lib/runs/events-of.ts";
import { glanceOf } from "../../../../lib/runs/glance.ts";
import type { Moments } from "../../../../lib/runs/moments.ts";
import { traceOf } from "../../../../lib/runs/trace.ts";
import { RunScreenContext, type RunScreenState } from "../../runs/run-screen-context.ts";
import { Nothing } from "../../runs/views/nothing.tsx";
import { TimelineView } from "../../runs/views/timeline-view.tsx";
import { SharedStepView } from "../shared-runs.tsx";

interface Props {
  moments: Moments;
  until: number;
}

/** The run that had begun last by then, against the clock, with the step that is chosen in it. */
export function ReplayedTimeline({ moments, until }: Props) {
  const [chosen, choose] = useState<string | null>(null);
  const state = moments.at(until);
  const run = state.runs.findLast(({ parent, after }) => !parent && !after);
  const runId = run?.id ?? "";
  const all = useMemo(() => eventsOf(moments.until(moments.head), runId), [moments, runId]);
  const screen = useMemo<RunScreenState | null>(() => {
    const events = all.filter(({ seq }) => seq <= until);
    const trace = run && traceOf(events, run.id);
    if (!trace) return null;
    return {
      sessionId: "",
      run: glanceOf(run),
      isOver: all.some((event) => event.type === "run.finished" && event.runId === run.id),
      trace,
      moments,
      events,
      until,
      end: Math.max(trace.to, Date.parse(all.at(-1)?.at ?? "") || 0),
      isLive: false,
      chosen: { seq: null, step: trace.steps.find(({ id }) => id === chosen) ?? null },
      agents: {},
      picture: null,
      chooseStep: ({ id }) => choose(id),
      chooseEvent: () => {},
    };
  }, [all, run, moments, until, chosen]);
  if (!screen) return <Nothing />;
  const step = sharedSteps(state)
    .flatMap(({ steps }) => steps)
    .find(({ id }) => id === screen.chosen.step?.id);
  return (
    <RunScreenContext value={screen}>
      <p className="mb-2 line-clamp-2 break-words font-medium text-sm">{screen.run.task || screen.run.agent}</p>
      <TimelineView />
      <div id="inspector" tabIndex={-1} className="mt-3 outline-none">
        {step ? <SharedStepView key={step.id} step={step} open /> : null}
      </div>
    </RunScreenContext>
  );
}
