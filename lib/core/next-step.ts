import type { Agent } from "./agent.ts";
import { compressUpTo } from "./compress.ts";
import type { Failure, LimitName, Outcome } from "./fields.ts";
import { watchForLoops } from "./loop-guard.ts";
import {
  type Call,
  childrenOf,
  effectiveLimits,
  findRun,
  openTurn,
  type Run,
  type SessionState,
  waitingMessages,
} from "./state.ts";
import type { World } from "./world.ts";

export type Step =
  | { do: "rest" }
  | { do: "wait"; for: "approval" | "answer" | "runs" | "tools" | "turn" }
  | { do: "call-model"; run: Run; agent: Agent }
  /** Independent calls: they run side by side. */
  | { do: "use-tools"; run: Run; agent: Agent; calls: Call[] }
  | { do: "compress"; run: Run; agent: Agent; upTo: number }
  /** It goes in circles although it was told: a person decides. */
  | { do: "pause"; reason: string }
  | { do: "finish"; outcome: Outcome; error?: Failure; limit?: LimitName };

/** A step that broke this often in a row is poison: it is not tried again. */
export const interruptionsAllowed = 3;

/** The feedback loop as a question asked of the state: what is to be done for this run now? */
export function nextStep(state: SessionState, runId: string, world: World): Step {
  const run = findRun(state, runId);
  if (!run || run.finished) return { do: "rest" };
  if (openTurn(run)) return { do: "wait", for: "turn" };

  const running = run.calls.some((call) => call.status === "running");
  const childrenAtWork = childrenOf(state, run.id).some((child) => !child.finished);
  if (run.cancelled) {
    if (running && !childrenAtWork) return { do: "wait", for: "tools" };
    return childrenAtWork ? { do: "wait", for: "runs" } : { do: "finish", outcome: "cancelled" };
  }
  if (run.paused) return { do: "rest" };

  const agent = world.agent(run.agent, run.agentVersion);
  if (!agent)
    return fail("agent_missing", `The agent "${run.agent}" (version ${run.agentVersion}) is no longer there.`);

  const dependencies = (run.dependsOn ?? []).map((id) => findRun(state, id));
  const broken = dependencies.find((other) => other?.finished && other.finished.outcome !== "done");
  if (broken)
    return fail(
      "dependency_failed",
      `The run ${broken.id} that this one builds on ended as ${broken.finished?.outcome}.`,
    );
  if (dependencies.some((other) => other && !other.finished)) return { do: "wait", for: "runs" };

  const ready = run.calls.filter((call) => call.status === "requested" || call.status === "approved");
  if (ready.length > 0) return { do: "use-tools", run, agent, calls: ready };
  if (run.calls.some((call) => call.status === "awaiting-approval")) return { do: "wait", for: "approval" };
  if (run.calls.some((call) => call.status === "awaiting-answer")) return { do: "wait", for: "answer" };
  if (running) return { do: "wait", for: childrenAtWork ? "runs" : "tools" };

  const last = run.turns.at(-1);
  if (last?.status === "failed" && last.willRetryInMs === undefined) {
    const code = last.error?.code;
    if (code === "limit_seconds") return { do: "finish", outcome: "limit", limit: "seconds" };
    if (code !== "interrupted" && code !== "handed_over")
      return {
        do: "finish",
        outcome: "failed",
        error: last.error ?? { code: "internal", message: "The turn failed." },
      };
    if (interruptionsInARow(run) >= interruptionsAllowed) {
      return fail(
        "poison",
        `The same step was interrupted ${interruptionsAllowed} times in a row, so it is not tried again. Use run.retry to insist.`,
      );
    }
  }
  const steered = waitingMessages(state).some(
    (message) => message.whileRunning === "steer" && message.runId === run.id,
  );
  if (last?.status === "completed" && last.callIds.length === 0 && !steered) return { do: "finish", outcome: "done" };

  const limit = reachedLimit(run, agent);
  if (limit) return { do: "finish", outcome: "limit", limit };
  const guard = watchForLoops(run);
  if (guard.verdict === "stuck")
    return { do: "pause", reason: `The agent goes in circles: ${guard.sign}. Stop it, steer it or let it go on.` };

  const upTo = compressUpTo(state, run, agent, world);
  if (upTo !== null) return { do: "compress", run, agent, upTo };
  return { do: "call-model", run, agent };
}

function fail(code: string, message: string): Step {
  return { do: "finish", outcome: "failed", error: { code, message } };
}

function reachedLimit(run: Run, agent: Agent): LimitName | null {
  const limits = effectiveLimits(agent.limits, run);
  if (run.depth > limits.depth) return "depth";
  if (run.turns.filter((turn) => turn.status === "completed").length >= limits.turns) return "turns";
  if (run.usage.input + run.usage.output >= limits.tokens) return "tokens";
  if (run.activeMs >= limits.seconds * 1000) return "seconds";
  if (limits.cost !== undefined && (run.cost ?? 0) >= limits.cost) return "cost";
  return null;
}

function interruptionsInARow(run: Run): number {
  const lastOther = run.turns.findLastIndex((turn) => turn.error?.code !== "interrupted");
  return run.turns.length - 1 - lastOther;
}
