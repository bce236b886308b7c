import type { AgentCard } from "../agents-context.ts";
import { strings } from "../strings.ts";
import type { Completion } from "./completion.ts";
import type { Choice } from "./completion-list.tsx";
import type { ToolCard } from "./tools/tool-card.ts";

export interface SlashCommand {
  name: string;
  label: string;
  run: () => void;
}

interface Offered {
  agents: readonly AgentCard[];
  commands: readonly SlashCommand[];
  tools: readonly ToolCard[];
  onAgent: (name: string) => void;
  onCommand: (command: SlashCommand) => void;
  onTool: (tool: ToolCard) => void;
}

/** What fits to what was begun: names that begin with it stand before those that hold it. */
export function choicesFor(completion: Completion | null, offered: Offered): Choice[] {
  if (!completion) return [];
  const { query } = completion;
  if (completion.kind === "agent") {
    return fitting(offered.agents, query).map(({ name, emoji, description }) => ({
      id: `agent-${name}`,
      title: `${emoji ?? ""} ${name}`.trim(),
      hint: description,
      group: strings.agents,
      choose: () => offered.onAgent(name),
    }));
  }
  const commands = fitting(offered.commands, query).map((command) => ({
    id: `command-${command.name}`,
    title: `/${command.name}`,
    hint: command.label,
    group: strings.commands,
    choose: () => offered.onCommand(command),
  }));
  const tools = fitting(offered.tools, query).map((tool) => ({
    id: `tool-${tool.name}`,
    title: `/${tool.name}`,
    hint: tool.description,
    group: strings.toolsToRun,
    choose: () => offered.onTool(tool),
  }));
  return [...commands, ...tools];
}

function fitting<T extends { name: string }>(all: readonly T[], query: string): T[] {
  const begins = all.filter(({ name }) => name.toLowerCase().startsWith(query));
  const holds = all.filter((each) => !begins.includes(each) && each.name.toLowerCase().includes(query));
  return [...begins, ...holds];
}
