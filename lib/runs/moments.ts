import { eventTypes, type Recorded } from "../core/events.ts";
import { fold } from "../core/reduce.ts";
import { nothingYet, type SessionState } from "../core/state.ts";

const usualDistance = 250;
const known: ReadonlySet<string> = new Set(eventTypes);

/**
 * A session's log with its state at any moment: after the event with that number, and before the next. A state is kept
 * for every so many events, so that going anywhere costs the same, however long the log.
 */
export class Moments {
  private readonly log: Recorded[] = [];
  private readonly kept: SessionState[] = [nothingYet];
  private last: SessionState = nothingYet;
  private readonly distance: number;

  constructor(events: readonly Recorded[] = [], distance: number = usualDistance) {
    this.distance = distance;
    this.add(events);
  }

  /** Those that continue the log without a gap are taken in. */
  add(events: readonly Recorded[]): void {
    for (const event of events) if (event.seq === this.log.length + 1) this.log.push(event);
  }

  get head(): number {
    return this.log.length;
  }

  /** The events up to the moment. */
  until(seq: number): Recorded[] {
    return this.log.slice(0, Math.max(0, seq));
  }

  event(seq: number): Recorded | undefined {
    return this.log[seq - 1];
  }

  at(seq: number): SessionState {
    const wanted = Math.min(Math.max(0, seq), this.log.length);
    if (this.last.head === wanted) return this.last;
    const place = Math.floor(wanted / this.distance);
    while (this.kept.length <= place) {
      const before = this.kept.at(-1) as SessionState;
      this.kept.push(this.on(before, this.kept.length * this.distance));
    }
    const near = this.kept[place] as SessionState;
    const from = this.last.head > near.head && this.last.head < wanted ? this.last : near;
    this.last = this.on(from, wanted);
    return this.last;
  }

  private on(from: SessionState, to: number): SessionState {
    if (from.head === to) return from;
    // A newer server may say what this page does not know: it counts, and changes nothing.
    const events = this.log.slice(from.head, to).filter(({ type }) => known.has(type));
    const state = fold(events, from);
    return state.head === to ? state : { ...state, head: to };
  }
}
