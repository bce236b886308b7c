import { runStatus } from "../../lib/core/state.ts";
import { type Answer, awaitAnswer } from "../runtime/await-answer.ts";
import type { Posted } from "./post-message.ts";
import type { Call } from "./route.ts";

/** The answer to a message, with what it took; null when it takes longer than that. A run that failed is an answer too. */
export async function awaitReply({ runtime }: Pick<Call, "runtime">, posted: Posted, ms: number) {
  const answer = await awaitAnswer(runtime.sessions, runtime.ports.bus, posted.sessionId, posted.messageId, ms);
  if (!answer) return null;
  const { head } = await runtime.sessions.read(posted.sessionId);
  return { ...posted, cursor: head, ...told(answer) };
}

export function told({ run, reply }: Answer) {
  const { outcome, error, limit } = run.finished ?? { outcome: "failed" as const };
  return {
    runId: run.id,
    status: runStatus(run),
    reply,
    outcome,
    usage: run.usage,
    cost: run.cost,
    ...(error && { error }),
    ...(limit && { limit }),
  };
}
