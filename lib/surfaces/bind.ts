import { valueAt } from "../core/patch.ts";
import type { SessionState } from "../core/state.ts";
import type { ShownSurface, SurfaceNode } from "../core/surface.ts";
import type { Widget } from "./catalog.ts";
import { checkNode, type Problem } from "./check.ts";
import { isBinding } from "./fields.ts";
import { bindingRoots } from "./live.ts";

export type Drawable = { ok: true; widget: Widget } | { ok: false; problems: Problem[] };

/**
 * A node with every binding replaced by what it names now, checked once more: what is bound may have any form. A binding
 * that names nothing gives null.
 */
export function resolveNode(node: SurfaceNode, look: (pointer: string) => unknown): Drawable {
  const checked = checkNode(resolve(node, look, 0));
  return checked.ok ? { ok: true, widget: checked.value as unknown as Widget } : checked;
}

/** Looks up bindings of this surface in the session, and under `/local` in what this browser alone knows. */
export function lookup(
  state: SessionState,
  surface: Pick<ShownSurface, "runId" | "data">,
  local: Record<string, unknown> = {},
): (pointer: string) => unknown {
  const roots = bindingRoots(state, surface, local);
  const known = new Map<string, unknown>();
  return (pointer) => {
    const [, root = ""] = pointer.split("/", 2);
    if (!Object.hasOwn(roots, root)) return undefined;
    if (!known.has(root)) known.set(root, roots[root]?.());
    return valueAt(known.get(root), pointer.slice(root.length + 1));
  };
}

/** Whether anything in it is bound; what is not needs to be looked at once only. */
export function hasBindings(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  return isBinding(value) || Object.values(value).some(hasBindings);
}

/** Only `/local/…` may be written by a browser: gives the values with the new one, and the old ones for every other path. */
export function writeLocal(local: Record<string, unknown>, pointer: string, value: unknown): Record<string, unknown> {
  const [, root, first, second, ...more] = pointer.split("/");
  if (root !== "local" || !first || first === "__proto__" || second === "__proto__" || more.length > 0) return local;
  if (second === undefined) return { ...local, [first]: value };
  const inner = Object.hasOwn(local, first) ? local[first] : {};
  return { ...local, [first]: { ...(typeof inner === "object" ? inner : {}), [second]: value } };
}

const deepestBinding = 8;

function resolve(value: unknown, look: (pointer: string) => unknown, depth: number): unknown {
  if (value === null || typeof value !== "object" || depth > deepestBinding) return value;
  // What a binding names is data: bindings in it are not followed.
  if (isBinding(value)) return look(value.$bind) ?? null;
  if (Array.isArray(value)) return value.some(isObject) ? value.map((each) => resolve(each, look, depth + 1)) : value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, look, depth + 1)]));
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === "object";
}
