import type { Recorded } from "../../lib/core/events.ts";
import { findRun, type Message, type Run, type SessionState } from "../../lib/core/state.ts";
import { answeredIn, planIn } from "./plan.ts";

/** Every message was answered, or it was ended in so many words: withdrawn, cancelled, failed, at a limit. */
export function checkAnswers(state: SessionState, events: readonly Recorded[]): string[] {
  return state.messages
    .filter((message) => message.author.kind === "user" && message.status !== "withdrawn")
    .flatMap((message) => checkMessage(state, events, message));
}

function checkMessage(state: SessionState, events: readonly Recorded[], message: Message): string[] {
  const name = `message ${message.id} ("${message.content.slice(0, 30)}")`;
  if (message.status === "waiting") return [`${name} still waits`];
  if (message.delivered === "steered") return checkSteered(state, events, message, name);
  const routed = events.filter((event) => event.type === "message.routed" && event.messageId === message.id).length;
  if (routed !== 1) return [`${name} was given to someone ${routed} times`];
  const runs = state.runs.filter((run) => run.replyTo === message.id);
  if (runs.length === 0) return [`${name} was never given to anyone`];
  return runs.flatMap((run) => checkRun(state, run, name));
}

function checkRun(state: SessionState, run: Run, name: string): string[] {
  if (!run.finished) return [`${name} has a run that never ended: ${run.id}`];
  if (run.finished.outcome !== "done") return [];
  const answers = state.messages.filter((each) => each.runId === run.id && each.author.kind === "agent");
  const last = answers.at(-1);
  const answered = answeredIn(last?.content ?? "");
  if (!last || !answered) return [`${name}: run ${run.id} is done without an answer ("${last?.content.slice(0, 40)}")`];
  const heard = state.messages.filter(
    (each) => each.id === run.replyTo || (each.delivered === "steered" && each.runId === run.id),
  );
  const tags = heard.map((each) => planIn(each.content)?.tag);
  return tags.includes(answered) ? [] : [`${name}: run ${run.id} answered ${answered}, which nobody said to it`];
}

function checkSteered(state: SessionState, events: readonly Recorded[], message: Message, name: string): string[] {
  const run = message.runId ? findRun(state, message.runId) : undefined;
  if (!run?.finished) return [`${name} was given to a run that never ended: ${message.runId}`];
  if (run.finished.outcome !== "done") return [];
  const delivered = events.findIndex((event) => event.type === "message.delivered" && event.messageId === message.id);
  const heard = events.slice(delivered).some((event) => event.type === "turn.completed" && event.runId === run.id);
  return heard ? [] : [`${name} was given to run ${run.id}, which said nothing after it`];
}
