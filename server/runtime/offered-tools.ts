import type { Agent } from "../../lib/core/agent.ts";
import { loadedTools, searchTools } from "../../lib/core/loaded-tools.ts";
import type { Run, SessionState } from "../../lib/core/state.ts";
import { grantedTools } from "../../lib/core/tool-grants.ts";
import type { Tool } from "../ports/tools.ts";
import type { Workbench } from "./workbench.ts";

type Bench = Pick<Workbench, "tools" | "toolRules" | "toolsInContext">;

/**
 * The tools that a model is shown: what its agent may use now. Of very many, those that came with the server, those that it
 * found or used in this session, and a way to find the others.
 */
export function offeredTools(bench: Bench, state: SessionState, run: Run, agent: Agent): Tool[] {
  const names = new Set([...agent.tools.map(({ name }) => name), ...granted(bench, state, run)]);
  const all = [...names]
    .filter((name) => !run.tools || run.tools.includes(name))
    .filter((name) => bench.toolRules.verdict(state.ownerId, agent.name, name)?.rule !== "deny")
    .map((name) => bench.tools.get(name))
    .filter((tool): tool is Tool => tool !== undefined && tool.unavailable() === null);
  if (all.length <= bench.toolsInContext) return all;
  const loaded = loadedTools(state, agent.name);
  const search = bench.tools.get(searchTools);
  const shown = all.filter((tool) => tool.source === undefined || loaded.has(tool.name));
  return search && !shown.includes(search) ? [...shown, search] : shown;
}

function granted({ toolRules }: Bench, state: SessionState, run: Run): string[] {
  const lasting = toolRules
    .list(state.ownerId)
    .map((rule) => rule.tool)
    .filter((tool) => toolRules.verdict(state.ownerId, run.agent, tool)?.grants);
  return [...grantedTools(state, run), ...lasting];
}
