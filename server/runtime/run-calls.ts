import { askAnew } from "../../lib/core/decide-approval.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { timeLeft } from "../../lib/core/limits.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import { type Call, findCall, findRun, type Run } from "../../lib/core/state.ts";
import { redactBySchema } from "../../lib/functions/redact-by-schema.ts";
import type { ToolContext, ToolOutcome } from "../ports/tools.ts";
import { askMeanwhile } from "./ask-meanwhile.ts";
import { insist } from "./insist.ts";
import { limitTime, type TimeLimit } from "./limit-time.ts";
import type { RunStop, Workbench } from "./workbench.ts";

/** A call that broke this often is not tried again, whatever its tool allows. */
const attemptsAllowed = 3;

/** Claims the calls that are ready in the log, then runs them side by side and records each as it ends. */
export async function runCalls(bench: Workbench, sessionId: string, runId: string, stop: RunStop): Promise<void> {
  let claimed: string[] = [];
  await bench.sessions.change(sessionId, { by: bench.worker }, (state, given) => {
    const step = nextStep(state, runId, bench.world);
    if (step.do !== "use-tools") {
      claimed = [];
      return [];
    }
    // A yes holds for the tool as it was shown: one that has changed since is asked for anew.
    const anew = step.calls.flatMap((call) => askAnew(state, step.run, call, given) ?? []);
    const ready = step.calls.filter(
      ({ callId }) => !anew.some((event) => "callId" in event && event.callId === callId),
    );
    claimed = ready.map((call) => call.callId);
    return [...anew, ...claimed.map((callId) => claim(runId, callId, given.newId("effect"), 1, bench.worker))];
  });
  await finishClaimed(bench, sessionId, runId, claimed, stop);
}

/** Runs again, with the same effect ids, the calls that a dead worker left running and that may run again. */
export async function rerunCalls(
  bench: Workbench,
  sessionId: string,
  runId: string,
  callIds: readonly string[],
  stop: RunStop,
): Promise<void> {
  let claimed: string[] = [];
  await bench.sessions.change(sessionId, { by: bench.worker }, (state) => {
    const calls = (findRun(state, runId)?.calls ?? []).filter(
      (call) => callIds.includes(call.callId) && call.status === "running",
    );
    claimed = calls.map((call) => call.callId);
    return calls.map((call) =>
      claim(runId, call.callId, call.effectId as string, (call.attempt ?? 1) + 1, bench.worker),
    );
  });
  await finishClaimed(bench, sessionId, runId, claimed, stop);
}

export function mayRunAgain(bench: Workbench, call: Call): boolean {
  return bench.tools.get(call.tool)?.retry === "safe" && (call.attempt ?? 1) < attemptsAllowed;
}

function claim(runId: string, callId: string, effectId: string, attempt: number, worker: string): SessionEvent {
  return { type: "tool.started", runId, callId, effectId, attempt, worker };
}

async function finishClaimed(
  bench: Workbench,
  sessionId: string,
  runId: string,
  callIds: readonly string[],
  stop: RunStop,
): Promise<void> {
  if (callIds.length === 0) return;
  const state = await bench.sessions.read(sessionId);
  const run = findRun(state, runId);
  if (!run) return;
  const calls = run.calls.filter((call) => callIds.includes(call.callId) && call.status === "running");
  const limit = limitTime(timeLeft(state, run, bench.world), stop, bench.monotonic);
  try {
    const ended = await Promise.allSettled(
      calls.map((call) => runCall(bench, sessionId, state.ownerId, run, call, stop, limit)),
    );
    // Only when all have ended: whoever takes the run up again takes what still runs for abandoned.
    for (const each of ended) if (each.status === "rejected") throw each.reason;
  } finally {
    limit.clear();
  }
}

async function runCall(
  bench: Workbench,
  sessionId: string,
  ownerId: string,
  run: Run,
  call: Call,
  stop: RunStop,
  limit: TimeLimit,
): Promise<void> {
  const tool = bench.tools.get(call.tool);
  const context: ToolContext = {
    ownerId,
    sessionId,
    runId: run.id,
    agent: run.agent,
    callId: call.callId,
    effectId: call.effectId as string,
    signal: stop.signal,
    state: () => bench.sessions.peek(sessionId) ?? null,
    progress: (value) => void recordProgress(bench, sessionId, run.id, call, value),
    async ask(question) {
      // A person's time is not the run's.
      const goOn = limit.hold();
      try {
        return await askMeanwhile(bench, sessionId, run.id, call.callId, question, stop);
      } finally {
        goOn();
      }
    },
  };
  const outcome: ToolOutcome = tool
    ? await bench.useTool(tool, call.arguments, context, bench.monotonic)
    : { ok: false, error: { code: "unknown_tool", message: `There is no tool "${call.tool}" any more.` }, ms: 0 };
  if (!outcome.ok && stop.reason === "handed_over" && tool?.retry === "safe") return; // The next process runs it again with the same effect id.

  const write = () =>
    bench.sessions.change(sessionId, { by: bench.worker }, (state) => {
      if (!isStillMine(bench, findCall(state, call.callId)?.call, call)) return [];
      return outcomeEvents(run.id, call.callId, outcome, stop);
    });
  await insist(write, stop);
  bench.observe.tool(call.tool, outcome);
  await bench.records
    .add({
      id: call.effectId as string,
      ownerId,
      tool: call.tool,
      sessionId,
      runId: run.id,
      callId: call.callId,
      arguments: tool ? redactBySchema(tool.parameters, call.arguments) : call.arguments,
      outcome: outcome.ok ? "finished" : "failed",
      content: outcome.ok ? outcome.result.content : "",
      error: outcome.ok ? null : outcome.error.message,
      ms: outcome.ms,
      at: bench.now().toISOString(),
    })
    .catch((error: unknown) => bench.observe.trouble("could not record a tool call", error));
}

/** A result counts only while its claim is still the one in the log. */
function isStillMine(bench: Workbench, now: Call | undefined, mine: Call): boolean {
  return now?.status === "running" && now.worker === bench.worker && now.attempt === mine.attempt;
}

function outcomeEvents(runId: string, callId: string, outcome: ToolOutcome, stop: RunStop): SessionEvent[] {
  if (outcome.ok) {
    const { content, details, events } = outcome.result;
    return [
      ...(events ?? []),
      { type: "tool.finished", runId, callId, content, ms: outcome.ms, ...(details !== undefined && { details }) },
    ];
  }
  const { error, details, ms } = outcome;
  if (stop.reason)
    return [
      { type: "tool.failed", runId, callId, error: { code: stop.reason, message: stopSentence[stop.reason] }, ms },
    ];
  return [{ type: "tool.failed", runId, callId, error, ...(details !== undefined && { details }), ms }];
}

const stopSentence = {
  cancelled: "A person stopped the run while this call was running; what it had done by then is unknown.",
  limit_seconds: "The run's time was up while this call was running; what it had done by then is unknown.",
  handed_over: "The server stopped while this call was running; what it had done by then is unknown.",
  taken_over: "Another server went on with this run while this call was running; what it had done by then is unknown.",
} as const;

async function recordProgress(
  bench: Workbench,
  sessionId: string,
  runId: string,
  call: Call,
  value: unknown,
): Promise<void> {
  try {
    await bench.sessions.change(sessionId, { by: bench.worker }, (state) =>
      isStillMine(bench, findCall(state, call.callId)?.call, call)
        ? [{ type: "tool.progress", runId, callId: call.callId, value }]
        : [],
    );
  } catch (error) {
    bench.observe.trouble("could not record a tool's progress", error);
  }
}
