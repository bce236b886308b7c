/** Where conditions and templates stand. Every other text of a step is a name or a person's own words. */
const expressive = new Set(["task", "question", "output", "arguments", "while", "over", "when"]);

/** The same step or way, in whose conditions and templates `nodes.old` is called by its new name. */
export function rereferenced<T extends object>(thing: T, from: string, to: string): T {
  const dotted = new RegExp(`\\bnodes\\.${from}(?![a-zA-Z0-9_])`, "g");
  const indexed = new RegExp(`\\bnodes\\[(["'])${from}\\1\\]`, "g");
  const renamed = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(dotted, `nodes.${to}`).replace(indexed, `nodes["${to}"]`);
    if (Array.isArray(value)) return value.map(renamed);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each)]));
  };
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]) => [key, expressive.has(key) ? renamed(value) : value]),
  ) as T;
}
