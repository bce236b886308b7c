import type { Recorded } from "../../lib/core/events.ts";
import type { Message } from "../../lib/core/state.ts";
import { callApi } from "../live/call-api.ts";

/**
 * A session of its own that begins with this one up to the message. Gives its id. Where the run ended with these words,
 * its end goes along: else the copy would tell that it was stopped.
 */
export async function forkSession(sessionId: string, message: Message, title: string): Promise<string> {
  const { seq, runId } = message;
  const after = await callApi<{ items: Recorded[] }>("GET", `/sessions/${sessionId}/events?after=${seq}&limit=1`);
  const [next] = after.items;
  const ends = next?.type === "run.finished" && next.runId === runId;
  const forkOf = { sessionId, seq: ends ? next.seq : seq };
  const { id } = await callApi<{ id: string }>("POST", "/sessions", { forkOf, title });
  return id;
}
