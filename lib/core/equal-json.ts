/** Whether two JSON values say the same. Keys may stand in any order; one with `undefined` counts as missing. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, index) => equalJson(each, b[index]))
    );
  }
  const inA = presentEntries(a);
  const inB = presentEntries(b);
  return (
    inA.length === inB.length &&
    inA.every(([key, value]) => Object.hasOwn(b, key) && equalJson(value, Reflect.get(b, key)))
  );
}

function presentEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, each]) => each !== undefined);
}
