import type { Priority } from "../core/fields.ts";

const rank: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

interface Waiting<T> {
  key: string;
  item: T;
  group: string;
  since: number;
}

/** The groups of one priority in the order of their turns; each holds its items in the order in which they came. */
type Level<T> = Map<string, Map<string, Waiting<T>>>;

/**
 * Who is next: the highest priority first, and within one priority the groups take turns, each in the order in which
 * its items came. Every `ageMs` of waiting lifts an item by one priority, so that nobody waits for ever. Items have
 * keys; a key is in the queue once at most. Time is an argument.
 */
export class FairPriorityQueue<T> {
  private readonly levels: readonly Level<T>[] = [new Map(), new Map(), new Map(), new Map()];
  private readonly places = new Map<string, { level: Level<T>; waiting: Waiting<T> }>();
  private readonly ageMs: number;

  constructor(ageMs = 30_000) {
    this.ageMs = ageMs;
  }

  get size(): number {
    return this.places.size;
  }

  has(key: string): boolean {
    return this.places.has(key);
  }

  /** False if the key is in the queue already; it keeps its place. */
  put(key: string, item: T, group: string, priority: Priority, now: number): boolean {
    if (this.places.has(key)) return false;
    const waiting = { key, item, group, since: now };
    const level = this.levels[rank[priority]] as Level<T>;
    const items = level.get(group);
    if (items) items.set(key, waiting);
    else level.set(group, new Map([[key, waiting]]));
    this.places.set(key, { level, waiting });
    return true;
  }

  remove(key: string): T | undefined {
    const place = this.places.get(key);
    if (!place) return undefined;
    const { level, waiting } = place;
    const items = level.get(waiting.group);
    items?.delete(key);
    if (items?.size === 0) level.delete(waiting.group);
    this.places.delete(key);
    return waiting.item;
  }

  /** Takes the next item that `mayGo` lets go; one that it holds back keeps its place, and those of its group behind it wait too. */
  take(now: number, mayGo: (item: T) => boolean = () => true): T | undefined {
    let next: { level: Level<T>; waiting: Waiting<T>; score: number } | undefined;
    for (const [index, level] of this.levels.entries()) {
      const waiting = firstOf(level, mayGo);
      if (!waiting) continue;
      const score = index - Math.floor(Math.max(0, now - waiting.since) / this.ageMs);
      if (!next || score < next.score) next = { level, waiting, score };
    }
    if (!next) return undefined;
    const { level, waiting } = next;
    const item = this.remove(waiting.key);
    const rest = level.get(waiting.group);
    if (rest) {
      level.delete(waiting.group);
      level.set(waiting.group, rest);
    }
    return item;
  }

  /** When the item that has waited longest came. */
  oldest(): number | undefined {
    let oldest: number | undefined;
    for (const { waiting } of this.places.values()) {
      if (oldest === undefined || waiting.since < oldest) oldest = waiting.since;
    }
    return oldest;
  }
}

function firstOf<T>(level: Level<T>, mayGo: (item: T) => boolean): Waiting<T> | undefined {
  for (const items of level.values()) {
    for (const waiting of items.values()) {
      if (mayGo(waiting.item)) return waiting;
      break;
    }
  }
  return undefined;
}
