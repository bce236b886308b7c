import { noUsage } from "../core/model.ts";
import { type Run, type RunStatus, runStatus } from "../core/state.ts";

/** A run without all that it said and did. */
export interface RunGlance
  extends Pick<
    Run,
    | "id"
    | "agent"
    | "agentVersion"
    | "task"
    | "parent"
    | "retryOf"
    | "rerunOf"
    | "after"
    | "replyTo"
    | "usage"
    | "cost"
    | "activeMs"
    | "queuedAt"
    | "startedAt"
    | "finished"
    | "cancelled"
    | "paused"
  > {
  status: RunStatus;
  /** The last that it asked. */
  model: string | null;
  turns: number;
  /** A workflow conducts others, and asks no model itself. */
  conducts: boolean;
}

export function glanceOf(run: Run): RunGlance {
  const { turns, calls: _calls, flow, ...rest } = run;
  return {
    ...rest,
    status: runStatus(run),
    model: turns.at(-1)?.model ?? null,
    turns: turns.length,
    conducts: flow !== undefined,
  };
}

/** The same at a moment before there was one. */
export function notYet(run: RunGlance): RunGlance {
  return {
    ...run,
    status: "queued",
    model: null,
    turns: 0,
    usage: noUsage,
    cost: null,
    activeMs: 0,
    startedAt: null,
    finished: null,
    cancelled: null,
    paused: null,
  };
}
