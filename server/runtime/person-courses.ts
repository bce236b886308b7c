import type { Recorded } from "../../lib/core/events.ts";
import type { SessionState } from "../../lib/core/state.ts";
import { waitingForPerson } from "../../lib/core/summary.ts";
import { trialTag } from "../../lib/core/trial.ts";
import type { PersonCourse } from "../../lib/dashboards/live-figures.ts";
import { mostMoments } from "../../lib/operations/operations.ts";
import type { Lists } from "../ports/lists.ts";

const mostWaiting = 500;

interface Person {
  /** How many things wait, by session; of those where something does. */
  waiting: Map<string, number>;
  /** Runs since somebody first asked. */
  queued: number;
  kept: { waiting: number; queued: number }[];
}

/**
 * What a person's figures were each second of the last minutes, counted as events arrive. It is kept of those who asked
 * once, from then on, and is the same in all of their browsers.
 */
export class PersonCourses {
  private readonly people = new Map<string, Promise<Person>>();
  private readonly here = new Map<string, Person>();
  private readonly lists: Lists;

  constructor(lists: Lists) {
    this.lists = lists;
  }

  /** `runs` is how many there are now. */
  async of(ownerId: string, runs: number): Promise<PersonCourse> {
    const { kept, queued } = await this.person(ownerId);
    return {
      waiting: kept.map((each) => each.waiting),
      runs: kept.map((each) => Math.max(0, runs - (queued - each.queued))),
    };
  }

  /** Hears of every change. Never waits. */
  note(sessionId: string, ownerId: string, state: SessionState | null, events: readonly Recorded[]): void {
    const person = this.here.get(ownerId);
    if (!person) return;
    // Trials stand in no inbox.
    const counts = state !== null && !state.tags.includes(trialTag);
    person.waiting.set(sessionId, counts ? waitingForPerson(state) : 0);
    for (const { type } of events) if (type === "run.queued") person.queued++;
  }

  /** With each moment that is kept of the process. */
  keep(): void {
    for (const { waiting, queued, kept } of this.here.values()) {
      let sum = 0;
      for (const [sessionId, count] of waiting) {
        sum += count;
        if (count === 0) waiting.delete(sessionId);
      }
      kept.push({ waiting: sum, queued });
      if (kept.length > mostMoments) kept.shift();
    }
  }

  private person(ownerId: string): Promise<Person> {
    const known = this.people.get(ownerId);
    if (known !== undefined) return known;
    const begun = this.begin(ownerId);
    this.people.set(ownerId, begun);
    begun.catch(() => this.people.delete(ownerId));
    return begun;
  }

  private async begin(ownerId: string): Promise<Person> {
    const person: Person = { waiting: new Map(), queued: 0, kept: [] };
    this.here.set(ownerId, person);
    try {
      const { items } = await this.lists.sessions({ ownerId, waiting: true, limit: mostWaiting });
      // What was heard of meanwhile is newer than the list.
      for (const { id, waitingForPerson: count } of items) if (!person.waiting.has(id)) person.waiting.set(id, count);
    } catch (error) {
      this.here.delete(ownerId);
      throw error;
    }
    return person;
  }
}
