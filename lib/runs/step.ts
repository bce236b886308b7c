import type { Usage } from "../core/model.ts";

export type StepKind = "run" | "visit" | "turn" | "call" | "summary";

export type StepStatus = "open" | "waiting" | "done" | "failed" | "stopped" | "skipped";

export type WaitFor = "queue" | "approval" | "answer" | "pause";

/** A time in which nothing was done, and for whom. */
export interface Wait {
  for: WaitFor;
  from: number;
  /** Null while it lasts. */
  to: number | null;
}

export interface Amount {
  usage: Usage;
  /** Null while nothing of it had a price. */
  cost: number | null;
}

/** Something that took time within a run: the run itself, a step of its workflow, an answer of a model, a call of a tool. */
export interface Step {
  /** Of the run, the turn or the call; visits and summaries have one of their own. */
  id: string;
  kind: StepKind;
  /** The events that it began and ended with. */
  seq: number;
  endSeq: number | null;
  runId: string;
  /** Whose lane it stands in. */
  agent: string;
  /** The step that it belongs to; null at the top. */
  parent: string | null;
  depth: number;
  /** An agent, a model, a tool, or a step of a workflow. */
  name: string;
  /** Of a call: who it asks to do a step of the workflow. */
  asks?: string;
  /** Of a step of a workflow: the ways that it was left by. */
  took?: string[];
  from: number;
  to: number | null;
  status: StepStatus;
  attempt: number;
  /** It failed, and was tried again. */
  triedAgain: boolean;
  waits: Wait[];
  /** Without what stands below it. */
  own: Amount;
  /** With it. */
  total: Amount;
  error?: string;
}

/** Work that went from one run to another. */
export interface Passing {
  kind: "asked" | "handed over";
  seq: number;
  at: number;
  from: string;
  to: string;
}

/** What a run and all that it set to work did, up to some event. Plain JSON. */
export interface Trace {
  runId: string;
  /** Each behind what it belongs to, else in the order in which they began. */
  steps: Step[];
  passings: Passing[];
  from: number;
  /** When the last of its events happened. */
  to: number;
}

/** How long it took, or has taken when it is seen at `until`. */
export function lasted({ from, to }: Pick<Step, "from" | "to">, until: number): number {
  return Math.max(0, (to ?? until) - from);
}

export function waited({ waits }: Pick<Step, "waits">, until: number): number {
  return waits.reduce((sum, wait) => sum + lasted(wait, until), 0);
}

export function isOver({ status }: Pick<Step, "status">): boolean {
  return status !== "open" && status !== "waiting";
}
