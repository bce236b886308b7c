import { approvalExpiry } from "./approval-expiry.ts";
import type { CommandOf } from "./commands.ts";
import { AppError } from "./errors.ts";
import type { SessionEvent } from "./events.ts";
import { judge } from "./judge-calls.ts";
import { requireOpenCall } from "./require.ts";
import { keepSealed, sealedArguments } from "./sealed.ts";
import type { Call, Run, SessionState } from "./state.ts";
import type { Given } from "./world.ts";

/**
 * A person's yes is a contract about one call: this tool as it was shown, these arguments, in time. Where the tool has
 * changed since, the person is asked anew; where the time is over, the call is denied; wrong arguments are sent back.
 */
export function approve(state: SessionState, command: CommandOf<"tool.approve">, given: Given): SessionEvent[] {
  const { run, call } = requireOpenCall(state, command.callId);
  if (call.status === "approved" || call.status === "running")
    throw new AppError("conflict", "This call was approved already.");
  requireAwaiting(call);
  if (isExpired(call, given.at)) return [expired(run, call)];
  const anew = askAnew(state, run, call, given);
  if (anew) return [anew];
  const { callId } = call;
  const approved = { type: "tool.approved" as const, runId: run.id, callId, by: given.by };
  if (command.arguments === undefined || command.arguments === null) return [approved];
  const args = sealedArguments(given.world, state, call.tool, keepSealed(command.arguments, call.arguments));
  const judgement = judge(state, run, { ...call, arguments: args }, given.world);
  if (judgement.verdict === "refuse" && judgement.code === "invalid_arguments")
    throw new AppError("invalid", judgement.reason, { fields: [{ path: "arguments", message: judgement.reason }] });
  const digest = judgement.verdict === "approve" ? judgement.digest : undefined;
  return [{ ...approved, arguments: args, ...(digest && { digest }) }];
}

export function requireAwaiting(call: Call): void {
  if (call.status !== "awaiting-approval")
    throw new AppError("conflict", `Call ${call.callId} does not wait for an approval.`);
}

/** The question once more, where what was approved or is to be approved is not what would run now. */
export function askAnew(state: SessionState, run: Run, call: Call, given: Given): SessionEvent | null {
  if (!call.approval) return null;
  const judgement = judge(state, run, call, given.world);
  if (judgement.verdict !== "approve" || judgement.digest === call.approval.digest) return null;
  const reason = `the tool has changed since it was asked for; ${judgement.reason}`;
  return {
    type: "tool.proposed",
    runId: run.id,
    callId: call.callId,
    tool: call.tool,
    arguments: call.arguments,
    approval: { reason, digest: judgement.digest, ...approvalExpiry(given) },
  };
}

/** What nobody answered in time is denied. */
export function expireApprovals(state: SessionState, at: string): SessionEvent[] {
  return state.runs
    .filter((run) => !run.finished && !run.cancelled)
    .flatMap((run) =>
      run.calls
        .filter((call) => call.status === "awaiting-approval" && isExpired(call, at))
        .map((call) => expired(run, call)),
    );
}

function isExpired({ approval }: Call, at: string): boolean {
  return approval?.expiresAt !== undefined && approval.expiresAt <= at;
}

function expired(run: Run, { callId }: Call): SessionEvent {
  const reason = "Nobody said yes in time, so this call counts as denied. Ask again if it is still wanted.";
  return { type: "tool.denied", runId: run.id, callId, by: "system", reason };
}
