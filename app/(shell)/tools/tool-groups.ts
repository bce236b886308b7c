import { strings } from "./strings.ts";

interface Known {
  name: string;
  description: string;
  source?: { kind: "mcp" | "openapi" | "function"; name: string };
}

export interface ToolGroup<T> {
  title: string;
  tools: T[];
}

/** Tools by where they come from, the built-in ones first. All words must stand in the name or the description. */
export function groupsOf<T extends Known>(tools: readonly T[], query: string): ToolGroup<T>[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, T[]>([[strings.builtIn, []]]);
  for (const tool of tools) {
    const text = `${tool.name} ${tool.description}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const title = tool.source ? strings[tool.source.kind](tool.source.name) : strings.builtIn;
    const group = groups.get(title) ?? [];
    group.push(tool);
    groups.set(title, group);
  }
  return [...groups].filter(([, each]) => each.length > 0).map(([title, each]) => ({ title, tools: each }));
}

export function toolPath(name: string): string {
  return `/tools/${encodeURIComponent(name)}`;
}
