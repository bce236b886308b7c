import { expect } from "vitest";
import { type Command, command as commandSchema } from "../../lib/core/commands.ts";
import { contextFor } from "../../lib/core/context.ts";
import { decide } from "../../lib/core/decide.ts";
import { type ErrorCode, isAppError } from "../../lib/core/errors.ts";
import { type Recorded, type SessionEvent, sessionEvent } from "../../lib/core/events.ts";
import type { ModelMessage } from "../../lib/core/model.ts";
import { nextStep, type Step } from "../../lib/core/next-step.ts";
import { fold } from "../../lib/core/reduce.ts";
import { type Settled, settle } from "../../lib/core/settle.ts";
import { findRun, type SessionState } from "../../lib/core/state.ts";
import type { Given, World } from "../../lib/core/world.ts";
import { recorded } from "./facts.ts";
import { checkGrammar } from "./log-grammar.ts";
import { countingIds, now, testWorld } from "./test-world.ts";

type Facts = (SessionEvent | readonly SessionEvent[])[];

/** `given(facts).when(command).then(events)`: what was true, what is asked, what becomes true with all that follows. */
export function given(...facts: Facts): Story {
  return new Story(facts.flat(), testWorld());
}

class Story {
  private readonly facts: readonly SessionEvent[];
  private readonly world: World;

  constructor(facts: readonly SessionEvent[], world: World) {
    this.facts = facts;
    this.world = world;
  }

  inWorld(over: Parameters<typeof testWorld>[0]): Story {
    return new Story(this.facts, testWorld(over));
  }

  when(command: Command, by = "ada"): Outcome {
    return this.perform(by, (state, given) => decide(state, commandSchema.parse(command), given));
  }

  /** A worker writes down what happened. */
  whenWorkerRecords(...events: SessionEvent[]): Outcome {
    return this.perform("worker", () => events);
  }

  /** Something changes the session without adding anything by itself. */
  whenSettled(): Outcome {
    return this.perform("worker", () => []);
  }

  whenDone(give: (state: SessionState, given: Given) => SessionEvent[]): Outcome {
    return this.perform("ada", give);
  }

  get state(): SessionState {
    return fold(this.history());
  }

  nextStep(runId: string): Step {
    return nextStep(this.state, runId, this.world);
  }

  context(runId: string): ModelMessage[] {
    const { state } = this;
    const run = findRun(state, runId);
    const agent = run && this.world.agent(run.agent, run.agentVersion);
    if (!run || !agent) throw new Error(`There is no run ${runId}, or its agent is missing.`);
    return contextFor(state, run, agent);
  }

  private history(): Recorded[] {
    const history = recorded(this.facts);
    expect(checkGrammar(history), "the facts given").toEqual([]);
    return history;
  }

  private perform(by: string, give: (state: SessionState, given: Given) => readonly SessionEvent[]): Outcome {
    const history = this.history();
    const before = fold(history);
    const asBefore = JSON.stringify(before);
    const given: Given = { at: now, by, newId: countingIds(history), world: this.world };
    let settled: Settled | null = null;
    let refusal: unknown = null;
    try {
      settled = settle(before, give(before, given), given);
    } catch (error) {
      refusal = error;
    }
    expect(JSON.stringify(before), "the state before, which nothing may change").toBe(asBefore);
    return new Outcome(history, settled, refusal);
  }
}

class Outcome {
  private readonly history: readonly Recorded[];
  private readonly settled: Settled | null;
  private readonly refusal: unknown;

  constructor(history: readonly Recorded[], settled: Settled | null, refusal: unknown) {
    this.history = history;
    this.settled = settled;
    this.refusal = refusal;
  }

  /** Exactly these events, in this order; of each, at least these fields. */
  // biome-ignore lint/suspicious/noThenProperty: nobody awaits an outcome, and "given, when, then" is how people say it.
  then(...expected: ({ type: SessionEvent["type"] } & Record<string, unknown>)[]): Outcome {
    const { events } = this.accepted();
    expect(events.map(({ at: _at, seq: _seq, ...event }) => event)).toMatchObject(expected);
    return this;
  }

  thenNothing(): Outcome {
    return this.then();
  }

  thenRefused(code: ErrorCode, sentence?: RegExp): void {
    if (!isAppError(this.refusal)) throw this.refusal ?? new Error("It was accepted.");
    expect(this.refusal.code).toBe(code);
    expect(this.refusal.message).toMatch(/^[A-Z].*\.$/);
    if (sentence) expect(this.refusal.message).toMatch(sentence);
  }

  get state(): SessionState {
    return this.accepted().state;
  }

  get events(): Recorded[] {
    return this.accepted().events;
  }

  /** The story goes on from here. */
  get afterwards(): readonly SessionEvent[] {
    return [...this.history, ...this.accepted().events].map(
      ({ at: _at, seq: _seq, ...event }) => event as SessionEvent,
    );
  }

  private accepted(): Settled {
    if (!this.settled) throw this.refusal;
    const log = [...this.history, ...this.settled.events];
    expect(checkGrammar(log)).toEqual([]);
    for (const { at: _at, seq: _seq, ...event } of this.settled.events) sessionEvent.parse(event);
    expect(JSON.parse(JSON.stringify(this.settled.state))).toStrictEqual(fold(log));
    return this.settled;
  }
}
