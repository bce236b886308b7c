import type { Agent } from "./agent.ts";
import { agentOf } from "./agent-of.ts";
import type { SessionEvent } from "./events.ts";
import { depthAllowed } from "./limits.ts";
import { messagesAround } from "./path.ts";
import { type Call, childrenOf, inConversation, type Run, type SessionState } from "./state.ts";
import type { Delegation, Given, World } from "./world.ts";

/** What is decided where the log is written needs no worker. */
export const atTheDoor = "door";

/** A call that another agent answers, or a workflow: its child run begins with it, within the limits that the parent works under. */
export function beginChild(
  state: SessionState,
  run: Run,
  call: Call,
  delegation: Delegation,
  given: Given,
  begunBefore = 0,
): SessionEvent[] {
  const { callId } = call;
  const who = chosen(state, delegation, given.world);
  const refusal = who.found
    ? (misfitOf(who.found, delegation.task, given.world) ?? refusalOf(state, run, given.world, begunBefore))
    : { code: "unknown_agent", message: who.why };
  if (!who.found || refusal) {
    const error = refusal ?? { code: "unknown_agent", message: "Nobody can do this." };
    return [{ type: "tool.failed", runId: run.id, callId, error, ms: 0 }];
  }
  const { task, schema, limits, node } = delegation;
  const speaks = delegation.speaks === true && inConversation(run);
  const tools = narrower(run.tools, delegation.tools);
  const replyTo = speaks ? (messagesAround(state, run).at(-1)?.id ?? run.replyTo) : undefined;
  return [
    { type: "tool.started", runId: run.id, callId, effectId: given.newId("effect"), attempt: 1, worker: atTheDoor },
    {
      type: "run.queued",
      runId: given.newId("run"),
      agent: who.found.name,
      agentVersion: who.found.version,
      task,
      depth: run.depth + 1,
      priority: run.priority,
      parent: { runId: run.id, callId },
      ...(replyTo && { replyTo, sees: delegation.sees ?? "conversation" }),
      ...(delegation.workflow && { conducts: true as const }),
      ...(limits && { limits }),
      ...(schema && { schema }),
      ...(node && { node }),
      ...(tools && { tools }),
    },
  ];
}

type Chosen = { found: Agent; why?: never } | { found: null; why: string };

function chosen(state: SessionState, { agent, capability, workflow }: Delegation, world: World): Chosen {
  if (workflow !== undefined) {
    const found = world.conductor(workflow);
    return found ? { found } : { found, why: `There is no workflow "${workflow}".` };
  }
  if (agent !== undefined) {
    const found = world.agent(agent);
    return found ? { found } : { found, why: `There is no agent "${agent}".` };
  }
  const found = capability === undefined ? null : world.withCapability(state, capability);
  return found ? { found } : { found, why: `No agent has the capability "${capability}".` };
}

function misfitOf(agent: Agent, task: string, world: World): { code: string; message: string } | null {
  const problem = world.misfit?.(agent, task) ?? null;
  return problem === null ? null : { code: "invalid_task", message: problem };
}

function refusalOf(
  state: SessionState,
  run: Run,
  world: World,
  begunBefore: number,
): { code: string; message: string } | null {
  const most = agentOf(world, run)?.limits.children ?? 0;
  const open = childrenOf(state, run.id).filter((child) => !child.finished).length + begunBefore;
  if (open >= most)
    return {
      code: "busy",
      message: `${run.agent} may have ${most} others at work at once. Wait for one of them to end.`,
    };
  const deepest = depthAllowed(state, run, world);
  if (run.depth + 1 > deepest)
    return {
      code: "limit_depth",
      message: `Work may be passed on ${deepest} levels deep, and this is the last one. Do it yourself.`,
    };
  return null;
}

/** Never wider than what the parent itself was held to. */
function narrower(held: string[] | undefined, wanted: string[] | undefined): string[] | undefined {
  if (!held || !wanted) return wanted ?? held;
  return wanted.filter((tool) => held.includes(tool));
}
