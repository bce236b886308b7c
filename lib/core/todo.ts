import type { TodoItem } from "./fields.ts";

/** Parts of parts of parts: deeper than this nobody keeps the overview. */
export const deepestTodo = 5;

const usualPriority = 3;
const date = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** What is wrong with the list, in a sentence; null when it can be worked off. */
export function checkTodo(items: readonly TodoItem[]): string | null {
  const byId = new Map(items.map((item) => [item.id, item]));
  const double = items.find((item) => byId.get(item.id) !== item);
  if (double) return `Two items have the id "${double.id}".`;
  for (const item of items) {
    const missing = item.dependsOn?.find((id) => !byId.has(id));
    if (missing) return `The item "${item.id}" depends on "${missing}", which is not in the list.`;
    if (item.parent && !byId.has(item.parent))
      return `The item "${item.id}" is part of "${item.parent}", which is not in the list.`;
    if (item.due && dueAt(item.due) === null) {
      return `The item "${item.id}" is due "${item.due}", which is no date. Write 2026-01-31, or 2026-01-31T17:00Z with a time.`;
    }
  }
  const stuck = findCircle(items);
  if (stuck)
    return `These items wait for each other and could never begin: ${stuck.map((id) => `"${id}"`).join(", ")}.`;
  const deep = items.find((item) => levelOf(item, byId) > deepestTodo);
  return deep ? `The item "${deep.id}" is more than ${deepestTodo} levels deep.` : null;
}

export interface TodoProgress {
  /** Items without parts of their own that were not cancelled. */
  total: number;
  completed: number;
  /** 0…100; 100 only when everything is done. */
  percent: number;
}

/** Every item without parts weighs the same; one under way counts with its own progress. */
export function todoProgress(items: readonly TodoItem[]): TodoProgress {
  const parents = new Set(items.map((item) => item.parent));
  const counted = items.filter((item) => !parents.has(item.id) && item.status !== "cancelled");
  const completed = counted.filter((item) => item.status === "completed").length;
  const sum = counted.reduce(
    (all, item) => all + (item.status === "completed" ? 100 : Math.min(item.progress ?? 0, 99)),
    0,
  );
  return { total: counted.length, completed, percent: counted.length === 0 ? 0 : Math.floor(sum / counted.length) };
}

/**
 * What to work on now: something under way before something new, then by priority (1 comes first), then by date,
 * then by place in the list. Null when all is done, or waits for something that is not in the list.
 */
export function nextTodo(items: readonly TodoItem[]): TodoItem | null {
  const byId = new Map(items.map((item) => [item.id, item]));
  const withOpenParts = new Set(items.filter((item) => !isOver(item)).map((item) => item.parent));
  const ready = items.filter(
    (item) =>
      isWorkable(item) &&
      !withOpenParts.has(item.id) &&
      withAncestors(item, byId).every((each) => mayBegin(each, byId)),
  );
  return ready.toSorted(byUrgency)[0] ?? null;
}

/** What should have been done by now. A date without a time is over when its day is, in UTC. */
export function overdue(items: readonly TodoItem[], now: string): TodoItem[] {
  const time = Date.parse(now);
  return items.filter((item) => !isOver(item) && item.due !== undefined && (dueAt(item.due) ?? Infinity) < time);
}

function dueAt(due: string): number | null {
  if (!date.test(due)) return null;
  const time = Date.parse(due);
  if (Number.isNaN(time)) return null;
  const endsWithItsDay = !due.includes("T");
  return endsWithItsDay ? time + 24 * 60 * 60 * 1000 - 1 : time;
}

function isOver(item: TodoItem): boolean {
  return item.status === "completed" || item.status === "cancelled";
}

function isWorkable(item: TodoItem): boolean {
  return item.status === "pending" || item.status === "in_progress";
}

function mayBegin(item: TodoItem, byId: ReadonlyMap<string, TodoItem>): boolean {
  const waitsFor = (item.dependsOn ?? []).map((id) => byId.get(id));
  return isWorkable(item) && waitsFor.every((other) => other === undefined || isOver(other));
}

function byUrgency(a: TodoItem, b: TodoItem): number {
  return (
    Number(b.status === "in_progress") - Number(a.status === "in_progress") ||
    (a.priority ?? usualPriority) - (b.priority ?? usualPriority) ||
    compareDates(a.due, b.due)
  );
}

function compareDates(a: string | undefined, b: string | undefined): number {
  const timeA = (a && dueAt(a)) || Number.MAX_SAFE_INTEGER;
  const timeB = (b && dueAt(b)) || Number.MAX_SAFE_INTEGER;
  return timeA - timeB;
}

/** The item, what it is part of, and so on up. */
function withAncestors(item: TodoItem, byId: ReadonlyMap<string, TodoItem>): TodoItem[] {
  const path = [item];
  for (let next = item.parent; next !== undefined && path.length <= byId.size; ) {
    const parent = byId.get(next);
    if (!parent) break;
    path.push(parent);
    next = parent.parent;
  }
  return path;
}

function levelOf(item: TodoItem, byId: ReadonlyMap<string, TodoItem>): number {
  return withAncestors(item, byId).length;
}

/**
 * Items that wait for each other, if there are any. Each has a beginning and an end: a part begins after the whole
 * begins and ends before it ends, and what depends on another begins after that one has ended.
 */
function findCircle(items: readonly TodoItem[]): string[] | null {
  const after = new Map<string, string[]>();
  const mustPrecede = (first: string, then: string) => after.set(then, [...(after.get(then) ?? []), first]);
  for (const { id, parent, dependsOn } of items) {
    mustPrecede(`begin ${id}`, `end ${id}`);
    if (parent) {
      mustPrecede(`begin ${parent}`, `begin ${id}`);
      mustPrecede(`end ${id}`, `end ${parent}`);
    }
    for (const other of dependsOn ?? []) mustPrecede(`end ${other}`, `begin ${id}`);
  }
  const settled = new Set<string>();
  const path: string[] = [];
  const visit = (moment: string): string[] | null => {
    if (settled.has(moment)) return null;
    const seen = path.indexOf(moment);
    if (seen >= 0) return path.slice(seen);
    path.push(moment);
    for (const earlier of after.get(moment) ?? []) {
      const circle = visit(earlier);
      if (circle) return circle;
    }
    path.pop();
    settled.add(moment);
    return null;
  };
  for (const { id } of items) {
    const circle = visit(`end ${id}`);
    if (circle) return [...new Set(circle.map((moment) => moment.replace(/^(?:begin|end) /, "")))].toReversed();
  }
  return null;
}
