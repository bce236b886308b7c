import type { Agent } from "./agent.ts";
import { agentOf } from "./agent-of.ts";
import { compressUpTo } from "./compress.ts";
import type { Failure, LimitName, Outcome } from "./fields.ts";
import { ancestorsOf, limitReached } from "./limits.ts";
import { watchForLoops } from "./loop-guard.ts";
import {
  type Call,
  type Flow,
  findRun,
  openCalls,
  openTurn,
  type Run,
  type SessionState,
  type Turn,
  waitingMessages,
} from "./state.ts";
import type { Advance, World } from "./world.ts";

export type Step =
  | { do: "rest" }
  | { do: "wait"; for: "approval" | "answer" | "runs" | "tools" | "turn" }
  | { do: "call-model"; run: Run; agent: Agent }
  /** Independent calls: they run side by side. */
  | { do: "use-tools"; run: Run; agent: Agent; calls: Call[] }
  | { do: "compress"; run: Run; agent: Agent; upTo: number }
  /** A workflow goes on. Settling does it. */
  | { do: "advance"; advance: Advance }
  /** It goes in circles although it was told: a person decides. */
  | { do: "pause"; reason: string }
  | { do: "finish"; outcome: Outcome; error?: Failure; limit?: LimitName };

/** A step that broke this often is poison: it is not tried again. */
export const interruptionsAllowed = 3;

/** The feedback loop as a question asked of the state: what is to be done for this run now? */
export function nextStep(state: SessionState, runId: string, world: World): Step {
  const step = nextStepInAnyContext(state, runId, world);
  if (step.do !== "call-model") return step;
  const upTo = compressUpTo(state, step.run, step.agent, world);
  return upTo === null ? step : { ...step, do: "compress", upTo };
}

/** The same, but for the size of the context: what that costs to know grows with the conversation. */
export function nextStepInAnyContext(state: SessionState, runId: string, world: World): Step {
  const run = findRun(state, runId);
  if (!run || run.finished) return { do: "rest" };
  if (openTurn(run)) return { do: "wait", for: "turn" };
  const step = run.cancelled ? cancelledStep : stepOfOpenRun(state, run, world);
  if (step.do !== "finish") return step;
  // A run ends after everything that it set going.
  if (hasOpenChildren(state, run)) return { do: "wait", for: "runs" };
  return isUsingTools(run) ? { do: "wait", for: "tools" } : step;
}

const cancelledStep: Step = { do: "finish", outcome: "cancelled" };

function stepOfOpenRun(state: SessionState, run: Run, world: World): Step {
  if (run.paused || (run.parent && ancestorsOf(state, run).some((above) => above.paused))) return { do: "rest" };

  const agent = agentOf(world, run);
  if (!agent) {
    const what = run.flow ? "workflow" : "agent";
    const gone =
      run.agentVersion === 0 ? `There is no such ${what} any more.` : `Its version ${run.agentVersion} is gone.`;
    return fail("agent_missing", `The ${what} "${run.agent}" cannot answer. ${gone}`);
  }
  const dependencies = (run.dependsOn ?? []).map((id) => findRun(state, id));
  const broken = dependencies.find((other) => other?.finished && other.finished.outcome !== "done");
  if (broken) {
    const ending = broken.finished?.outcome;
    return fail("dependency_failed", `The run ${broken.id} that this one builds on ended as ${ending}.`);
  }
  if (dependencies.some((other) => other && !other.finished)) return { do: "wait", for: "runs" };

  const conducted = run.flow && stepOfWorkflow(state, run, run.flow, agent, world);
  if (conducted) return conducted;

  const open = openCalls(run);
  const ready = open.filter((call) => call.status === "requested" || call.status === "approved");
  if (ready.length > 0) return { do: "use-tools", run, agent, calls: ready };
  if (open.some((call) => call.status === "awaiting-approval")) return { do: "wait", for: "approval" };
  if (open.some((call) => call.status === "awaiting-answer")) return { do: "wait", for: "answer" };
  if (open.length > 0) return { do: "wait", for: hasOpenChildren(state, run) ? "runs" : "tools" };

  if (run.flow) return fail("workflow_stuck", `The workflow "${run.agent}" does not say how it goes on from here.`);
  return (
    endingAfter(state, run, run.turns.at(-1)) ??
    endingAtLimit(state, run, agent, world) ??
    circle(run) ?? { do: "call-model", run, agent }
  );
}

/** Null while what it has set going is to go on first. */
function stepOfWorkflow(state: SessionState, run: Run, flow: Flow, agent: Agent, world: World): Step | null {
  if (flow.ended) {
    const { outcome, error } = flow.ended;
    return { do: "finish", outcome, ...(error && { error }) };
  }
  const limit = endingAtLimit(state, run, agent, world);
  if (limit) return limit;
  const advance = world.conduct(state, run);
  return advance && { do: "advance", advance };
}

function endingAfter(state: SessionState, run: Run, last: Turn | undefined): Step | null {
  if (last?.status === "completed") {
    const ends = run.calls.some((call) => call.ends && call.turnId === last.id);
    const saidAll = ends || (last.callIds.length === 0 && !isSteered(state, run));
    return saidAll ? { do: "finish", outcome: "done" } : null;
  }
  if (last?.status !== "failed" || last.willRetryInMs !== undefined) return null;
  const error = last.error ?? { code: "internal", message: "The turn failed." };
  switch (error.code) {
    case "limit_seconds":
      return { do: "finish", outcome: "limit", limit: "seconds" };
    case "handed_over":
      return null;
    case "interrupted":
      if (interruptions(run) < interruptionsAllowed) return null;
      return fail(
        "poison",
        `The same step was interrupted ${interruptionsAllowed} times, so it is not tried again. Use run.retry to insist.`,
      );
    default:
      return { do: "finish", outcome: "failed", error };
  }
}

function endingAtLimit(state: SessionState, run: Run, agent: Agent, world: World): Step | null {
  const limit = limitReached(state, run, agent, world);
  return limit && { do: "finish", outcome: "limit", limit };
}

function circle(run: Run): Step | null {
  const guard = watchForLoops(run);
  if (guard.verdict !== "stuck") return null;
  return { do: "pause", reason: `The agent goes in circles: ${guard.sign}. Stop it, steer it or let it go on.` };
}

function fail(code: string, message: string): Step {
  return { do: "finish", outcome: "failed", error: { code, message } };
}

function hasOpenChildren(state: SessionState, run: Run): boolean {
  return state.runs.some((other) => other.parent?.runId === run.id && !other.finished);
}

function isUsingTools(run: Run): boolean {
  return openCalls(run).some((call) => call.status === "running");
}

function isSteered(state: SessionState, run: Run): boolean {
  return waitingMessages(state).some((message) => message.whileRunning === "steer" && message.runId === run.id);
}

/** Counted since the last turn that was completed: failures of another kind in between are no progress. */
function interruptions(run: Run): number {
  const lastWhole = run.turns.findLastIndex((turn) => turn.status === "completed");
  return run.turns.slice(lastWhole + 1).filter((turn) => turn.error?.code === "interrupted").length;
}
