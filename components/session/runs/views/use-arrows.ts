"use client";

import type { KeyboardEvent } from "react";
import type { Step } from "../../../../lib/runs/step.ts";
import { useRunScreen } from "../run-screen-context.ts";

/** Up and down choose among what is drawn; Enter goes to what is known of it. */
export function useArrows(steps: readonly Step[]): (event: KeyboardEvent) => void {
  const { chosen, chooseStep } = useRunScreen();
  return (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Enter" && event.target === event.currentTarget) document.getElementById("inspector")?.focus();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const place = steps.findIndex(({ id }) => id === chosen.step?.id);
    const next = place < 0 ? 0 : place + (event.key === "ArrowDown" ? 1 : -1);
    const step = steps[Math.min(steps.length - 1, Math.max(0, next))];
    if (step) chooseStep(step);
  };
}
