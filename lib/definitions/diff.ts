import { canonical } from "../core/canonical.ts";
import { type Line, lineDiff } from "../text/line-diff.ts";

/** One thing that differs. What is not there on a side is left out on that side. */
export interface Difference {
  /** Names and numbers joined by dots; members of a list that have names go by them: `tools.save_data.approval`. */
  path: string;
  before?: unknown;
  after?: unknown;
  /** For texts of several lines: how one became the other. */
  lines?: Line[];
}

/** What differs in meaning between two JSON values: the order of fields is nothing, a named member that moved is not new. */
export function diff(before: unknown, after: unknown): Difference[] {
  return between("", before, after);
}

function between(path: string, before: unknown, after: unknown): Difference[] {
  if (canonical(before) === canonical(after) && (before === undefined) === (after === undefined)) return [];
  if (isText(before) && isText(after) && `${before}${after}`.includes("\n"))
    return [{ path, before, after, lines: lineDiff(before, after) }];
  if (Array.isArray(before) && Array.isArray(after)) return betweenLists(path, before, after);
  if (isObject(before) && isObject(after)) return betweenFields(path, before, after);
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

function betweenFields(path: string, before: Record<string, unknown>, after: Record<string, unknown>): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => between(within(path, key), own(before, key), own(after, key)));
}

function betweenLists(path: string, before: readonly unknown[], after: readonly unknown[]): Difference[] {
  const names = [namesOf(before), namesOf(after)] as const;
  if (names[0] && names[1]) return betweenNamed(path, names[0], names[1]);
  if ([...before, ...after].some((each) => each !== null && typeof each === "object")) {
    const longest = Math.max(before.length, after.length);
    return Array.from({ length: longest }, (_, index) => index).flatMap((index) =>
      between(within(path, String(index)), before[index], after[index]),
    );
  }
  // Plain texts read best as the lines of a text.
  const asLines = [...before, ...after].every(isText);
  return [{ path, before, after, ...(asLines && { lines: lineDiff(before.join("\n"), after.join("\n")) }) }];
}

function betweenNamed(path: string, before: Map<string, unknown>, after: Map<string, unknown>): Difference[] {
  const kept = (names: Map<string, unknown>, others: Map<string, unknown>) =>
    [...names.keys()].filter((name) => others.has(name));
  const orders = [kept(before, after), kept(after, before)] as const;
  const moved = canonical(orders[0]) === canonical(orders[1]) ? [] : [{ path, before: orders[0], after: orders[1] }];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return [...moved, ...names.flatMap((name) => between(within(path, name), before.get(name), after.get(name)))];
}

/** Members by their names, where at least one is an object with a name and each has one of its own. */
function namesOf(list: readonly unknown[]): Map<string, unknown> | null {
  const named = new Map<string, unknown>();
  for (const each of list) {
    const name = isText(each) ? each : isObject(each) ? own(each, "name") : undefined;
    if (!isText(name) || named.has(name)) return null;
    named.set(name, isText(each) ? { name } : each);
  }
  return list.every(isText) && list.length > 0 ? null : named;
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function within(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
