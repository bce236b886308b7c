import type { Run, SessionState } from "./state.ts";

/** The tool by which an agent with many tools finds those that it needs. What it found is loaded from then on. */
export const searchTools = "search_tools";

const mostLoaded = 40;

/** The tools that an agent found or used in this session, the latest ones. */
export function loadedTools(state: SessionState, agent: Run["agent"]): Set<string> {
  const loaded = new Set<string>();
  const load = (name: string) => {
    loaded.delete(name);
    loaded.add(name);
  };
  for (const run of state.runs) {
    if (run.agent !== agent) continue;
    for (const { tool, details } of run.calls) {
      if (tool !== searchTools) load(tool);
      else for (const name of (details as { tools?: string[] } | undefined)?.tools ?? []) load(name);
    }
  }
  return new Set([...loaded].slice(-mostLoaded));
}
