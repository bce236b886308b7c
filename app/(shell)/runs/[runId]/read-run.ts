import type { Agent, AgentLimits } from "../../../../lib/core/agent.ts";
import { isAppError } from "../../../../lib/core/errors.ts";
import { effectiveLimits, findRun, type Run, type SessionState } from "../../../../lib/core/state.ts";
import { glanceOf, type RunGlance } from "../../../../lib/runs/glance.ts";
import type { Trace } from "../../../../lib/runs/step.ts";
import { traceOf } from "../../../../lib/runs/trace.ts";
import { type Picture, pictureOf } from "../../../../lib/workflows/picture.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";

/** What the page of a run comes with; the log itself is fetched by the page. */
export interface ReadRun {
  sessionId: string;
  /** The last event of the session, as of now. */
  head: number;
  run: RunGlance;
  limits: AgentLimits | null;
  /** Its first steps, for the first paint; a long run has more. */
  first: Trace;
  /** By `name@version`: the agents that worked here, for what their models were given to read. */
  agents: Readonly<Record<string, Agent>>;
  /** Of the workflow that the run conducts. */
  picture: Picture | null;
}

/** As many as fit a screen, and then some. */
const firstSteps = 120;

/** Null where there is no such run, or its session was deleted a moment ago. */
export async function readRun(runId: string): Promise<ReadRun | null> {
  const principal = await pagePrincipal();
  const runtime = currentRuntime();
  try {
    const summary = await runtime.ports.lists.run(principal.userId, runId);
    if (!summary) return null;
    const { sessionId } = summary;
    const [state, log] = await Promise.all([
      runtime.state(principal, sessionId),
      runtime.events(principal, sessionId, 0),
    ]);
    const run = findRun(state, runId);
    const trace = run && traceOf(log, runId);
    if (!run || !trace) return null;
    const agent = runtime.world.agent(run.agent, run.agentVersion);
    return {
      sessionId,
      head: state.head,
      run: glanceOf(run),
      limits: agent && effectiveLimits(agent.limits, run),
      first: { ...trace, steps: trace.steps.slice(0, firstSteps) },
      agents: agentsOf(state, trace),
      picture: pictureFor(run),
    };
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "invalid")) return null;
    throw error;
  }
}

function agentsOf(state: SessionState, trace: Trace): Record<string, Agent> {
  const { world } = currentRuntime();
  const ids = new Set(trace.steps.map(({ runId }) => runId));
  const agents: Record<string, Agent> = {};
  for (const { id, agent: name, agentVersion, flow } of state.runs) {
    if (!ids.has(id) || flow) continue;
    const agent = world.agent(name, agentVersion);
    if (agent) agents[`${name}@${agentVersion}`] = agent;
  }
  return agents;
}

function pictureFor({ agent, agentVersion, flow }: Run): Picture | null {
  if (!flow) return null;
  const { workflows } = currentRuntime().world;
  const found = workflows.find(agent, agentVersion) ?? workflows.find(agent);
  return found ? pictureOf(found.workflow) : null;
}
