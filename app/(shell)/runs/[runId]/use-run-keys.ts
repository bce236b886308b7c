"use client";

import { useScrubKeys } from "../../../../components/session/runs/use-scrub-keys.ts";
import { useActions } from "../../../../components/ui/use-actions.ts";
import { strings } from "./strings.ts";
import type { RunScreenControls } from "./use-run-screen-state.ts";

/** J and K choose the next step and the one before; the arrows go through the moments. */
export function useRunKeys(controls: RunScreenControls): void {
  const { state, seqs, goTo } = controls;
  useScrubKeys({ seqs, until: state.until, goTo });
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
