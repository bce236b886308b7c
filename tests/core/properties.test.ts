import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "../../lib/core/errors.ts";
import { eventTypes, sessionEvent } from "../../lib/core/events.ts";
import { fork } from "../../lib/core/fork.ts";
import { fold } from "../../lib/core/reduce.ts";
import { type Rerun, rerun } from "../../lib/core/rerun.ts";
import { findRun, type Run, type SessionState } from "../../lib/core/state.ts";
import { checkGrammar } from "./log-grammar.ts";
import { happenings, RandomSession } from "./random-session.ts";
import { randomWorld } from "./random-world.ts";
import { countingIds, now, testWorld } from "./test-world.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 300);
const dice = fc.array(fc.noBias(fc.nat({ max: 59 })), { minLength: 12, maxLength: 12 });
const happening = fc.record({ what: fc.constantFrom(...happenings), dice });
const story = fc.array(happening, { minLength: 1, maxLength: 400, size: "max" });

/** On failure fast-check prints the seed, the path and the shortest story that it found. */
test(`Whatever happens to a session, its log keeps the grammar and tells the whole state (${runs} stories)`, () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(story, fc.nat(), (happened, cut) => {
      const session = new RandomSession();
      const moments: { state: SessionState; asText: string }[] = [];
      for (const [index, happening] of happened.entries()) {
        session.happen(happening);
        if (index === cut % happened.length)
          moments.push({ state: session.state, asText: JSON.stringify(session.state) });
      }
      expect(checkGrammar(session.log)).toEqual([]);
      session.driveToEnd();
      const { log, state } = session;

      expect(checkGrammar(log, { ended: true })).toEqual([]);
      expect(fold(log), "folding from nothing").toStrictEqual(state);
      const places = state.messages.map((message) => message.seq);
      expect(places, "messages stand in the order of their places").toEqual([...new Set(places)].sort((a, b) => a - b));
      for (const moment of moments) {
        expect(JSON.stringify(moment.state), "a state of the past, which nothing may change").toBe(moment.asText);
        const kept: SessionState = JSON.parse(moment.asText);
        expect(fold(log.slice(kept.head), kept), "folding on from a snapshot").toStrictEqual(state);
      }
      for (const { seq: _seq, at: _at, commandId: _commandId, ...event } of log) sessionEvent.parse(event);
      for (const { type } of log) seen.set(type, (seen.get(type) ?? 0) + 1);
    }),
    { numRuns: runs },
  );
  // A session is never run again in itself: see below.
  const never = eventTypes.filter((type) => type !== "run.rerun" && !seen.has(type));
  expect(never, "events that no story told").toEqual([]);
});

test(`Wherever a session is forked, the fork is a whole log of its own (${runs} stories)`, () => {
  fc.assert(
    fc.property(story, fc.nat(), (happened, cut) => {
      const session = new RandomSession();
      for (const happening of happened) session.happen(happening);
      const from = { sessionId: "original", seq: (cut % session.log.length) + 1 };
      const given = { at: now, by: "bob", newId: countingIds(session.log), world: testWorld() };
      const { events, state } = fork(session.log, from, undefined, given);
      expect(checkGrammar(events, { ended: true })).toEqual([]);
      expect(fold(events)).toStrictEqual(state);
      expect(state.status).toBe("active");
    }),
    { numRuns: runs },
  );
});

test(`Whatever is run again, the rerun is a whole log of its own, and goes on (${runs} stories)`, () => {
  let made = 0;
  fc.assert(
    fc.property(story, fc.nat(), (happened, chance) => {
      const session = new RandomSession();
      for (const happening of happened) session.happen(happening);
      const steps = session.state.runs.flatMap((run) => stepsOf(run));
      const wanted = steps[chance % steps.length];
      if (!wanted) return;
      const given = { at: now, by: "bob", newId: countingIds(session.log), world: randomWorld };
      try {
        const { events, state, runId } = rerun(session.log, "original", wanted, undefined, given);
        expect(checkGrammar(events)).toEqual([]);
        expect(fold(events)).toStrictEqual(state);
        expect(findRun(state, runId)).toMatchObject({ rerunOf: { runId: wanted.runId } });
        made++;
      } catch (error) {
        // A run that was being stopped at this step cannot go on from there.
        if (!isAppError(error) || error.code !== "conflict") throw error;
      }
    }),
    { numRuns: runs },
  );
  expect(made).toBeGreaterThan(runs / 3);
});

function stepsOf(run: Run): Rerun[] {
  return [
    { runId: run.id },
    ...run.turns.map(({ id }) => ({ runId: run.id, from: { turnId: id } })),
    ...run.calls.map(({ callId }) => ({ runId: run.id, from: { callId } })),
  ];
}
