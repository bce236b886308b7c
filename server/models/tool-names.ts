import type { ToolSpec } from "../../lib/core/model.ts";

/** Providers take letters, digits, `_` and `-`, at most 64 of them. */
const longest = 64;

export interface ToolNames {
  toWire(name: string): string;
  fromWire(name: string): string;
}

/** Tool names as a provider takes them, and back. Two names never become one. */
export function createToolNames(tools: readonly ToolSpec[]): ToolNames {
  const wire = new Map<string, string>();
  const own = new Map<string, string>();

  function add(name: string): string {
    const plain = name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, longest) || "tool";
    let free = plain;
    for (let n = 2; own.has(free); n++) free = `${plain.slice(0, longest - 1 - String(n).length)}_${n}`;
    wire.set(name, free);
    own.set(free, name);
    return free;
  }

  for (const tool of tools) add(tool.name);
  return {
    toWire: (name) => wire.get(name) ?? add(name),
    fromWire: (name) => own.get(name) ?? name,
  };
}
