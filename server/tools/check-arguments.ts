import type { Tool } from "../ports/tools.ts";

const deepest = 64;
const mostBytes = 1024 * 1024;

type Checked = ReturnType<Tool["check"]>;

/**
 * The tool's own check, behind what no tool should have to think of: text that is not JSON, values nested so deep that
 * walking them breaks the stack, floods, and keys that reach an object's prototype. Never throws.
 */
export function checkArguments(tool: Tool, args: unknown): Checked {
  if (args === null || typeof args !== "object" || Array.isArray(args)) {
    return { ok: false, message: `The arguments of ${tool.name} must be a JSON object, and these are not.` };
  }
  const problem = hostile(args);
  if (problem) return { ok: false, message: problem };
  try {
    return tool.check(args);
  } catch {
    return { ok: false, message: `The arguments of ${tool.name} could not be checked.` };
  }
}

/** Walks with a list instead of the stack. */
function hostile(args: object): string | null {
  let bytes = 0;
  const waiting: { value: object; depth: number }[] = [{ value: args, depth: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (depth > deepest) return `The arguments are nested deeper than ${deepest} levels.`;
    for (const key in value) {
      if (key === "__proto__") return 'The arguments hold the key "__proto__", which is not allowed.';
      const each: unknown = Reflect.get(value, key);
      bytes += key.length + (typeof each === "string" ? each.length : 8);
      if (bytes > mostBytes) return "The arguments are larger than 1 MiB.";
      if (each !== null && typeof each === "object") waiting.push({ value: each, depth: depth + 1 });
    }
  }
  return null;
}
