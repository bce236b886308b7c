"use client";

import { createContext, useContext } from "react";
import type { Agent } from "../../../lib/core/agent.ts";
import type { Recorded } from "../../../lib/core/events.ts";
import type { RunGlance } from "../../../lib/runs/glance.ts";
import type { Moments } from "../../../lib/runs/moments.ts";
import type { Step, Trace } from "../../../lib/runs/step.ts";
import type { Picture } from "../../../lib/workflows/picture.ts";

/** What every part of a run's page looks at: one run, one moment, one selection. */
export interface RunScreenState {
  sessionId: string;
  /** As it was at the moment. */
  run: RunGlance;
  /** Whether it has come to its end by now, whatever moment is shown. */
  isOver: boolean;
  /** What had been done at the moment that is looked at. Only the first steps before the log is here. */
  trace: Trace;
  /** Null until the log is here. */
  moments: Moments | null;
  /** The run's own events, and those of whom it set to work, up to the moment. */
  events: readonly Recorded[];
  /** The event after which everything is shown. */
  until: number;
  /** The time of the newest event of all, whatever moment is shown. */
  end: number;
  /** Nothing is of the past: `until` is the newest event, and goes on with it. */
  isLive: boolean;
  chosen: { step: Step | null; seq: number | null };
  agents: Readonly<Record<string, Agent>>;
  /** Of the workflow that the run conducts. */
  picture: Picture | null;
  chooseStep: (step: Step) => void;
  chooseEvent: (event: Recorded) => void;
}

export const RunScreenContext = createContext<RunScreenState | null>(null);

export function useRunScreen(): RunScreenState {
  const screen = useContext(RunScreenContext);
  if (!screen) throw new Error("There is no run around this component.");
  return screen;
}
