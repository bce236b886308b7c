import { isDeepStrictEqual } from "node:util";
import type { Recorded } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { nothingYet, type SessionState } from "../../lib/core/state.ts";
import { type SessionSummary, summarizeSession } from "../../lib/core/summary.ts";
import { checkGrammar } from "../core/log-grammar.ts";
import { checkAnswers } from "./check-answers.ts";
import { checkCommands } from "./check-commands.ts";
import type { Sent } from "./sent-commands.ts";

export interface SessionFacts {
  sessionId: string;
  events: Recorded[];
  sent: readonly Sent[];
  /** What each window shows. */
  states: readonly SessionState[];
  summary: SessionSummary | undefined;
  /** What a reader of server-sent events got. */
  streamed: readonly number[] | null;
}

/** Everything that must be true of a session after it has come to rest; each violation as a sentence. */
export function checkSession(facts: SessionFacts): string[] {
  const { sessionId, events, sent, states, summary, streamed } = facts;
  const state = fold(events, nothingYet);
  const violations = [
    ...checkGrammar(events, { ended: true }),
    ...checkNumbers(events),
    ...checkCommands(events, sent),
    ...checkAnswers(state, events),
    ...states.flatMap((shown, index) => checkView(state, shown, `window ${index + 1}`)),
  ];
  if (!isDeepStrictEqual(summary, plain(summarizeSession(sessionId, state))))
    violations.push(
      `the list says ${JSON.stringify(summary)}, the log ${JSON.stringify(summarizeSession(sessionId, state))}`,
    );
  if (streamed) violations.push(...checkStream(streamed, events.length));
  return violations.map((each) => `${sessionId}: ${each}`);
}

function checkNumbers(events: readonly Recorded[]): string[] {
  const hole = events.findIndex((event, index) => event.seq !== index + 1);
  return hole < 0 ? [] : [`event ${hole + 1} of the log has the number ${events[hole]?.seq}`];
}

function checkView(state: SessionState, shown: SessionState, name: string): string[] {
  if (isDeepStrictEqual(plain(shown), plain(state))) return [];
  const different = Object.keys(state).filter(
    (key) => !isDeepStrictEqual(plain(shown[key as keyof SessionState]), plain(state[key as keyof SessionState])),
  );
  return [
    `${name} shows another state than the log's: ${different.join(", ")} (its head is ${shown.head} of ${state.head})`,
  ];
}

function checkStream(seqs: readonly number[], head: number): string[] {
  const wrong = seqs.findIndex((seq, index) => seq !== index + 1);
  if (wrong >= 0) return [`the stream gave number ${seqs[wrong]} where ${wrong + 1} was due`];
  return seqs.length === head ? [] : [`the stream gave ${seqs.length} of ${head} events`];
}

/** As it travels: without what JSON does not know. */
function plain<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
