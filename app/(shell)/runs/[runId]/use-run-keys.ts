"use client";

import { useEffect, useRef } from "react";
import { useActions } from "../../../../components/ui/use-actions.ts";
import { placeOf } from "../../../../lib/runs/playing.ts";
import { strings } from "./strings.ts";
import type { RunScreenControls } from "./use-run-screen-state.ts";

/** What takes the arrows for itself. */
const takesArrows =
  "input, textarea, select, [contenteditable], [role=tab], [role=slider], [role=treegrid], [role=dialog], [role=menu]";

/** J and K choose the next step and the one before; the arrows go through the moments. */
export function useRunKeys(controls: RunScreenControls): void {
  const latest = useRef(controls);
  useEffect(() => {
    latest.current = controls;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      if (event.target instanceof Element && event.target.closest(takesArrows)) return;
      event.preventDefault();
      scrub(latest.current, event.key === "ArrowLeft" ? -1 : 1);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  useActions([
    { id: "run-next", label: strings.nextStep, group: strings.title, shortcut: "j", run: () => choose(controls, 1) },
    {
      id: "run-before",
      label: strings.stepBefore,
      group: strings.title,
      shortcut: "k",
      run: () => choose(controls, -1),
    },
  ]);
}

function scrub({ state: { until }, seqs, goTo }: RunScreenControls, by: number): void {
  const seq = seqs[Math.max(0, placeOf(seqs, until) + by)];
  if (seq !== undefined) goTo(seq);
}

function choose({ state, view }: RunScreenControls, by: number): void {
  const { trace, events, chosen, chooseStep, chooseEvent } = state;
  if (view === "log") {
    const place = events.findIndex(({ seq }) => seq === chosen.seq);
    const event = events[nextPlace(place, by, events.length)];
    if (event) chooseEvent(event);
    return;
  }
  const place = trace.steps.findIndex(({ id }) => id === chosen.step?.id);
  const step = trace.steps[nextPlace(place, by, trace.steps.length)];
  if (step) chooseStep(step);
}

function nextPlace(place: number, by: number, count: number): number {
  return place < 0 ? 0 : Math.min(count - 1, Math.max(0, place + by));
}
