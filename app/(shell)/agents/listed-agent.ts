import type { Agent } from "../../../lib/core/agent.ts";
import type { DefinitionState } from "../../../lib/definitions/definition.ts";
import type { Figures } from "./figures-of.ts";
import type { ToolMark } from "./tool-mark.ts";

/** An agent as the list shows it. */
export interface ListedAgent {
  agent: Omit<Agent, "version">;
  version: number | null;
  state: DefinitionState;
  archived: boolean;
  tags: string[];
  tools: ToolMark[];
  figures: Figures;
}
