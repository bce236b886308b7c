import * as z from "zod/mini";

/** The part of RFC 6902 that surfaces need: add, replace and remove at a JSON pointer (RFC 6901). */
export const patchOperation = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("add"), path: z.string().check(z.maxLength(500)), value: z.unknown() }),
  z.strictObject({ op: z.literal("replace"), path: z.string().check(z.maxLength(500)), value: z.unknown() }),
  z.strictObject({ op: z.literal("remove"), path: z.string().check(z.maxLength(500)) }),
]);
export type PatchOperation = z.infer<typeof patchOperation>;

export type Patched<T> = { ok: true; value: T } | { ok: false; reason: string };

const deepestPath = 32;

/** All of the operations or none of them. What is not touched is shared with the original, which stays as it was. */
export function applyPatch<T>(document: T, operations: readonly PatchOperation[]): Patched<T> {
  let value: unknown = document;
  for (const [index, operation] of operations.entries()) {
    const segments = pointerSegments(operation.path);
    if (!segments) return { ok: false, reason: `Operation ${index + 1}: "${operation.path}" is not a JSON pointer.` };
    if (segments.length === 0)
      return { ok: false, reason: `Operation ${index + 1}: the whole document cannot be replaced.` };
    if (segments.length > deepestPath) return { ok: false, reason: `Operation ${index + 1}: the path is too deep.` };
    const next = change(value, segments, operation);
    if (next === missing)
      return {
        ok: false,
        reason: `Operation ${index + 1}: there is nothing to ${operation.op} at "${operation.path}".`,
      };
    value = next;
  }
  return { ok: true, value: value as T };
}

/** `/a/b~1c` → `["a", "b/c"]`; null for what is no pointer, or would reach an object's prototype. */
export function pointerSegments(pointer: string): string[] | null {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) return null;
  const segments = pointer
    .slice(1)
    .split("/")
    .map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"));
  return segments.some((each) => each === "__proto__" || each === "constructor" || each === "prototype")
    ? null
    : segments;
}

/** What stands at a pointer; undefined where nothing does. */
export function valueAt(document: unknown, pointer: string): unknown {
  const segments = pointerSegments(pointer);
  if (!segments) return undefined;
  let value = document;
  for (const segment of segments) {
    if (value === null || typeof value !== "object") return undefined;
    if (Array.isArray(value)) {
      const index = indexOf(segment, value.length - 1);
      if (index === null) return undefined;
      value = value[index];
    } else if (Object.hasOwn(value, segment)) value = (value as Record<string, unknown>)[segment];
    else return undefined;
  }
  return value;
}

const missing = Symbol("missing");

function change(value: unknown, [first, ...rest]: readonly string[], operation: PatchOperation): unknown {
  if (first === undefined || value === null || typeof value !== "object") return missing;
  if (Array.isArray(value)) return changeList(value, first, rest, operation);
  const has = Object.hasOwn(value, first);
  if (rest.length > 0) {
    if (!has) return missing;
    const inner = change((value as Record<string, unknown>)[first], rest, operation);
    return inner === missing ? missing : { ...value, [first]: inner };
  }
  if (operation.op === "add") return { ...value, [first]: operation.value };
  if (!has) return missing;
  if (operation.op === "replace") return { ...value, [first]: operation.value };
  const { [first]: _removed, ...others } = value as Record<string, unknown>;
  return others;
}

function changeList(
  list: readonly unknown[],
  first: string,
  rest: readonly string[],
  operation: PatchOperation,
): unknown {
  if (rest.length === 0 && operation.op === "add") {
    const at = first === "-" ? list.length : indexOf(first, list.length);
    return at === null ? missing : list.toSpliced(at, 0, operation.value);
  }
  const at = indexOf(first, list.length - 1);
  if (at === null) return missing;
  if (rest.length > 0) {
    const inner = change(list[at], rest, operation);
    return inner === missing ? missing : list.with(at, inner);
  }
  return operation.op === "replace" ? list.with(at, operation.value) : list.toSpliced(at, 1);
}

function indexOf(segment: string, most: number): number | null {
  if (!/^(0|[1-9]\d{0,6})$/.test(segment)) return null;
  const index = Number(segment);
  return index <= most ? index : null;
}
