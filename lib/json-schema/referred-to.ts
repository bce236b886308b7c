const known = new WeakMap<object, Map<string, unknown>>();

/** What a `$ref` or `$dynamicRef` of this schema means: by path, or by `$anchor`, `$dynamicAnchor` or `$id`. Undefined: nothing in it. */
export function referredTo(root: unknown, reference: string): unknown {
  if (root === null || typeof root !== "object") return undefined;
  if (reference !== "#" && !reference.startsWith("#/")) return namesIn(root).get(reference);
  let at: unknown = root;
  for (const part of reference.split("/").slice(1)) {
    const key = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
    at = at !== null && typeof at === "object" && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
  }
  return at;
}

/** Where two parts have one name, the first one has it. */
function namesIn(root: object): Map<string, unknown> {
  let names = known.get(root);
  if (names) return names;
  names = new Map();
  const waiting: unknown[] = [root];
  for (const next of waiting) {
    if (next === null || typeof next !== "object") continue;
    const { $id, $anchor, $dynamicAnchor } = next as Record<string, unknown>;
    const own = [$id, ...[$anchor, $dynamicAnchor].map((each) => (typeof each === "string" ? `#${each}` : undefined))];
    for (const name of own) if (typeof name === "string" && !names.has(name)) names.set(name, next);
    for (const each of Object.values(next)) waiting.push(each);
  }
  known.set(root, names);
  return names;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
