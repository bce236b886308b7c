import { agentOf } from "./agent-of.ts";
import { approvalExpiry } from "./approval-expiry.ts";
import { atTheDoor, beginChild } from "./begin-child.ts";
import { unreachable } from "./errors.ts";
import type { SessionEvent } from "./events.ts";
import type { Failure } from "./fields.ts";
import { type Call, findRun, type Run, type SessionState } from "./state.ts";
import { grantedTools } from "./tool-grants.ts";
import type { Delegation, Given, Judgement, World } from "./world.ts";

/** The tool by which a workflow's step asks an agent, or another workflow. No model can call it. */
export const stepTool = "step";

/** What becomes of calls that were just made, each by its judgement. */
export function judgeCalls(state: SessionState, run: Run, calls: readonly Call[], given: Given): SessionEvent[] {
  // What comes of the calls before one is not in the state yet.
  const events: SessionEvent[] = [];
  for (const call of calls) events.push(...proposeCall(state, run, call, given, events));
  return events;
}

/** What becomes of calls that had to wait, for a yes or for their paused run, and that no worker is needed for. */
export function afterWaiting(state: SessionState, run: Run, calls: readonly Call[], given: Given): SessionEvent[] {
  const events: SessionEvent[] = [];
  for (const call of calls) {
    const judgement = judge(state, run, call, given.world, { approval: true });
    switch (judgement.verdict) {
      case "delegate":
      case "hand-off":
      case "result":
        events.push(...carryOut(state, run, call, judgement, given, events));
    }
  }
  return events;
}

function proposeCall(
  state: SessionState,
  run: Run,
  call: Call,
  given: Given,
  before: readonly SessionEvent[],
): SessionEvent[] {
  const { callId, tool } = call;
  const runId = run.id;
  const proposed = { type: "tool.proposed" as const, runId, callId, tool, arguments: call.arguments };
  const judgement = judge(state, run, call, given.world);
  if (judgement.verdict === "approve")
    return [
      { ...proposed, approval: { reason: judgement.reason, digest: judgement.digest, ...approvalExpiry(given) } },
    ];
  return [proposed, ...carryOut(state, run, call, judgement, given, before)];
}

function carryOut(
  state: SessionState,
  run: Run,
  call: Call,
  judgement: Exclude<Judgement, { verdict: "approve" }>,
  given: Given,
  before: readonly SessionEvent[],
): SessionEvent[] {
  const { callId } = call;
  const runId = run.id;
  const started = (): SessionEvent => {
    return { type: "tool.started", runId, callId, effectId: given.newId("effect"), attempt: 1, worker: atTheDoor };
  };
  switch (judgement.verdict) {
    case "run":
      return [];
    case "refuse": {
      const error = { code: judgement.code, message: judgement.reason };
      return [{ type: "tool.failed", runId, callId, error, ms: 0 }];
    }
    case "ask": {
      const { verdict: _verdict, surface, ...question } = judgement;
      return [
        ...(surface ? [{ type: "surface.shown" as const, surfaceId: callId, surface, runId, callId }] : []),
        { type: "question.asked", runId, callId, ...question },
      ];
    }
    case "delegate":
      // A paused run begins nothing; it comes back to this when it goes on.
      if (run.paused) return [];
      return beginChild(
        state,
        run,
        call,
        judgement.delegation,
        given,
        before.filter(({ type }) => type === "run.queued").length,
      );
    case "result": {
      if (run.paused) return [];
      const { content, details, ends } = judgement;
      return [
        started(),
        {
          type: "tool.finished",
          runId,
          callId,
          content,
          ms: 0,
          ...(details !== undefined && { details }),
          ...(ends && { ends }),
        },
      ];
    }
    case "hand-off": {
      if (run.paused) return [];
      const { to, reason, task, sees } = judgement;
      const isGone = run.handoff !== undefined || before.some(({ type }) => type === "handoff.made");
      const error = isGone ? givenAway : whyNotTo(to, state, run, given.world);
      if (error) return [{ type: "tool.failed", runId, callId, error, ms: 0 }];
      const content = `The conversation goes on with ${to}.`;
      return [
        started(),
        { type: "handoff.made", runId, callId, from: run.agent, to, reason, task, sees },
        { type: "tool.finished", runId, callId, content, ms: 0, ends: true },
      ];
    }
    default:
      return unreachable(judgement);
  }
}

const givenAway = { code: "conflict", message: "The conversation was given away already." };

/** For one message. Whoever has it then answers, so that two who think each other better do not go on for ever. */
const mostHandOffs = 5;

/** Why the conversation cannot go to this agent; null where it can. */
function whyNotTo(to: string, state: SessionState, run: Run, world: World): Failure | null {
  if (to === run.agent) return { code: "conflict", message: "You have the conversation already." };
  if (!world.agent(to)) return { code: "unknown_agent", message: `There is no agent "${to}".` };
  let hands = 0;
  for (let at: Run | undefined = run; at?.after !== undefined; at = findRun(state, at.after)) hands++;
  if (hands < mostHandOffs) return null;
  return { code: "limit_hand_offs", message: `It went from hand to hand ${hands} times. Answer it yourself.` };
}

/** What is to become of a call, as things stand now. */
export function judge(state: SessionState, run: Run, call: Call, world: World, has?: { approval: boolean }): Judgement {
  if (run.cancelled) return { verdict: "refuse", code: "cancelled", reason: "The run was cancelled before this call." };
  if (run.flow && call.tool === stepTool) return { verdict: "delegate", delegation: call.arguments as Delegation };
  const agent = agentOf(world, run);
  if (!agent)
    return { verdict: "refuse", code: "agent_missing", reason: `The agent "${run.agent}" is no longer there.` };
  if (run.tools && !run.tools.includes(call.tool))
    return { verdict: "refuse", code: "not_permitted", reason: `This task was given without "${call.tool}".` };
  const granted = grantedTools(state, run, call.callId).has(call.tool);
  return world.judge(agent, call, { ...has, granted, ownerId: state.ownerId });
}
