import { AppError } from "../../lib/core/errors.ts";
import { type Call, findCall, type Question, type SessionState } from "../../lib/core/state.ts";
import { awaitState } from "./await-answer.ts";
import type { RunStop, Workbench } from "./workbench.ts";

/** The call holds its worker for so long; then it goes on as if the person had refused. */
const longestWaitMs = 15 * 60_000;

/**
 * A tool's question in the middle of its call. The call stays open and this process keeps it: where the process dies, the
 * call fails like any that was running, and an answer that comes afterwards reaches nobody. Null: nobody answers.
 */
export async function askMeanwhile(
  bench: Workbench,
  sessionId: string,
  runId: string,
  callId: string,
  question: Question,
  stop: RunStop,
): Promise<unknown> {
  let place = -1;
  await bench.sessions.change(sessionId, { by: bench.worker }, (state) => {
    const call = mine(bench, state, callId);
    if (!call) throw new AppError("conflict", "The call is over; its question cannot be asked any more.");
    place = call.asked?.length ?? 0;
    return [{ type: "question.asked", runId, callId, ...question, during: "call" }];
  });
  const stopped = new Promise<never>((_, reject) => {
    const refuse = () => reject(stop.signal.reason);
    if (stop.signal.aborted) refuse();
    stop.signal.addEventListener("abort", refuse, { once: true });
  });
  const answered = awaitState(bench.sessions, bench.bus, sessionId, longestWaitMs, (state) => {
    const call = mine(bench, state, callId);
    return call ? answerAt(call, place) : { answer: null };
  });
  const found = await Promise.race([stopped, answered]);
  if (found) return found.answer;
  await bench.sessions.change(sessionId, { by: bench.worker }, (state) => {
    const call = mine(bench, state, callId);
    if (!call || answerAt(call, place)) return [];
    return [{ type: "question.answered", runId, callId, answer: null, by: "system" }];
  });
  return null;
}

function mine(bench: Workbench, state: SessionState, callId: string): Call | null {
  const call = findCall(state, callId)?.call;
  return call?.status === "running" && call.worker === bench.worker ? call : null;
}

function answerAt({ asked }: Call, place: number): { answer: unknown } | undefined {
  const answer = asked?.[place]?.answer;
  return answer === undefined ? undefined : { answer };
}
