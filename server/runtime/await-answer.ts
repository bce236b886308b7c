import { familyOf } from "../../lib/core/path.ts";
import { findMessage, type Message, type Run, type SessionState } from "../../lib/core/state.ts";
import type { Bus } from "../ports/bus.ts";
import type { Sessions } from "./sessions.ts";

export interface Answer {
  run: Run;
  /** The agent's last words in that run; none where it failed without any. */
  reply: Message | null;
}

/** Waits until the run that answers the message is over; null when that takes longer than `ms`, or when it was withdrawn. */
export function awaitAnswer(
  sessions: Sessions,
  bus: Bus,
  sessionId: string,
  messageId: string,
  ms: number,
): Promise<Answer | null> {
  return awaitState(sessions, bus, sessionId, ms, (state) => answerTo(state, messageId));
}

/** Waits until the run is over; null when that takes longer. */
export function awaitRun(
  sessions: Sessions,
  bus: Bus,
  sessionId: string,
  runId: string,
  ms: number,
): Promise<Answer | null> {
  return awaitState(sessions, bus, sessionId, ms, (state) => {
    const run = state.runs.find((each) => each.id === runId);
    return run?.finished ? answerOf(state, run) : undefined;
  });
}

/** Waits until `look` gives something else than undefined. */
export async function awaitState<T>(
  sessions: Sessions,
  bus: Bus,
  sessionId: string,
  ms: number,
  look: (state: SessionState) => T | undefined,
): Promise<T | null> {
  return new Promise<T | null>((resolve, reject) => {
    const timer = setTimeout(() => done(() => resolve(null)), ms);
    const unsubscribe = bus.subscribe(sessionId, { events: () => check(), live: () => {} });
    let over = false;
    function done(answer: () => void): void {
      if (over) return;
      over = true;
      clearTimeout(timer);
      unsubscribe();
      answer();
    }
    function check(): void {
      sessions.read(sessionId).then(
        (state) => {
          const found = look(state);
          if (found !== undefined) done(() => resolve(found));
        },
        (error: unknown) => done(() => reject(error)),
      );
    }
    check();
  });
}

/** Undefined while it is not known. */
function answerTo(state: SessionState, messageId: string): Answer | null | undefined {
  const run = runFor(state, messageId);
  if (run) {
    const last = lastOf(state, run);
    return last.finished ? answerOf(state, last) : undefined;
  }
  const message = findMessage(state, messageId);
  return message?.status === "withdrawn" ? null : undefined;
}

/** The run that answers a message: its own, or the one it was steered into. */
export function runFor(state: SessionState, messageId: string): Run | undefined {
  const own = state.runs.find((run) => run.replyTo === messageId);
  if (own) return own;
  const message = findMessage(state, messageId);
  return message?.delivered === "steered" ? state.runs.find((run) => run.id === message.runId) : undefined;
}

/** Where its agent gave the conversation to another, or another took over after it failed, that one's run, and so on. */
function lastOf(state: SessionState, run: Run): Run {
  const next = state.runs.findLast((each) => each.after === run.id || each.retryOf === run.id);
  return next ? lastOf(state, next) : run;
}

function answerOf(state: SessionState, run: Run): Answer {
  const speakers = run.flow ? familyOf(state, run) : new Set([run.id]);
  const reply = state.messages.findLast(
    ({ runId, author }) => runId !== undefined && speakers.has(runId) && author.kind === "agent",
  );
  return { run, reply: reply ?? null };
}
