import type { AgentTool, ApprovalPolicy } from "../../../lib/core/agent.ts";

/** A tool of an agent, and what a person should know before it is called. */
export interface ToolMark {
  name: string;
  approval: "never" | "sometimes" | "always" | "missing";
  /** Why it cannot be used now. */
  unavailable: string | null;
}

interface Known {
  approval: ApprovalPolicy;
  unavailable(): string | null;
}

/** The agent's own word on approval counts before the tool's. */
export function toolMark({ name, approval }: AgentTool, tool: Known | undefined): ToolMark {
  if (!tool) return { name, approval: "missing", unavailable: null };
  const policy = approval ?? tool.approval;
  return { name, approval: typeof policy === "string" ? policy : "sometimes", unavailable: tool.unavailable() };
}
