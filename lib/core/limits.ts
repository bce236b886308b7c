import type { Agent } from "./agent.ts";
import { agentOf } from "./agent-of.ts";
import type { LimitName } from "./fields.ts";
import { childrenOf, effectiveLimits, findRun, type Run, type SessionState } from "./state.ts";
import type { World } from "./world.ts";

/** The limit that the run has reached, or one that it works under: what a parent may use, its children may not exceed together. */
export function limitReached(state: SessionState, run: Run, agent: Agent, world: World): LimitName | null {
  return ownLimit(state, run, agent) ?? limitAbove(state, run, world);
}

function ownLimit(state: SessionState, run: Run, agent: Agent): LimitName | null {
  const limits = effectiveLimits(agent.limits, run);
  if (run.depth > limits.depth) return "depth";
  if (stepsOf(run) >= limits.turns) return "turns";
  return spentLimit(state, run, limits);
}

function limitAbove(state: SessionState, run: Run, world: World): LimitName | null {
  for (const above of ancestorsOf(state, run)) {
    const agent = agentOf(world, above);
    const reached = agent && spentLimit(state, above, effectiveLimits(agent.limits, above));
    if (reached) return reached;
  }
  return null;
}

function spentLimit(
  state: SessionState,
  run: Run,
  limits: { tokens: number; seconds: number; cost?: number },
): LimitName | null {
  const { tokens, cost, ms } = spentBy(state, run);
  if (tokens >= limits.tokens) return "tokens";
  if (ms >= limits.seconds * 1000) return "seconds";
  if (limits.cost !== undefined && cost >= limits.cost) return "cost";
  return null;
}

/** What the run and all that it set going have used. The time of children that have ended stands in the run's own. */
export function spentBy(state: SessionState, run: Run): { tokens: number; cost: number; ms: number } {
  const spent = { tokens: run.usage.input + run.usage.output, cost: run.cost ?? 0, ms: run.activeMs };
  for (const child of childrenOf(state, run.id)) {
    const theirs = spentBy(state, child);
    spent.tokens += theirs.tokens;
    spent.cost += theirs.cost;
    if (!child.finished) spent.ms += theirs.ms;
  }
  return spent;
}

/** How long the run may still work, in milliseconds, under its own limit and those above it. */
export function timeLeft(state: SessionState, run: Run, world: World): number {
  const left = [run, ...ancestorsOf(state, run)].map((each) => {
    const agent = agentOf(world, each);
    return agent ? effectiveLimits(agent.limits, each).seconds * 1000 - spentBy(state, each).ms : 0;
  });
  return Math.min(...left);
}

/** How deep a child of this run may stand at most. */
export function depthAllowed(state: SessionState, run: Run, world: World): number {
  const depths = [run, ...ancestorsOf(state, run)].map((each) => agentOf(world, each)?.limits.depth ?? 0);
  return Math.min(...depths);
}

export function ancestorsOf(state: SessionState, run: Run): Run[] {
  const above: Run[] = [];
  for (let at = run.parent && findRun(state, run.parent.runId); at; at = at.parent && findRun(state, at.parent.runId))
    above.push(at);
  return above;
}

/** A model's run counts the turns that it made; a workflow's, the steps that it entered. */
function stepsOf(run: Run): number {
  return run.flow ? run.flow.visits.length : run.turns.filter((turn) => turn.status === "completed").length;
}
