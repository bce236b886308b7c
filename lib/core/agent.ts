import type { WhileRunning } from "./fields.ts";
import type { Sampling } from "./model.ts";

/** When a call must wait for a person. `when`: any of the conditions on its arguments holds. */
export type ApprovalPolicy = "never" | "always" | { when: ArgumentCondition[] };

export interface ArgumentCondition {
  /** Name of the argument; dots go deeper. */
  argument: string;
  is: "equal" | "not-equal" | "above" | "below" | "contains" | "present";
  value?: string | number | boolean;
}

export interface AgentTool {
  name: string;
  /** Overrides the tool's own policy. */
  approval?: ApprovalPolicy;
}

export interface AgentLimits {
  turns: number;
  tokens: number;
  seconds: number;
  depth: number;
  /** Child runs at once. */
  children: number;
  /** US dollars; none means unlimited. */
  cost?: number;
}

export const defaultLimits: AgentLimits = { turns: 25, tokens: 200_000, seconds: 600, depth: 3, children: 5 };

/** One published version of an agent: immutable. */
export interface Agent {
  name: string;
  version: number;
  description: string;
  /** With `{{variables}}`, which are filled in when a model reads it. */
  instructions: string;
  persona?: { role?: string; goal?: string; backstory?: string };
  /** What stands for `{{name}}` where the session says nothing else. */
  variables?: Record<string, string>;
  /** In order of preference; none means the default provider's model. */
  models: string[];
  tools: AgentTool[];
  limits: AgentLimits;
  sampling?: Sampling;
  /** For single models of the chain, beside `sampling`. */
  modelSampling?: Record<string, Sampling>;
  emoji?: string;
  /** One of the eight colours; otherwise the name picks one. */
  color?: number;
  /** Words for what it can do: others may ask for one of them instead of a name. */
  capabilities?: string[];
  /** A task that it is given must be JSON that fits. */
  inputSchema?: Record<string, unknown>;
  /** The final answer must be JSON that fits. */
  outputSchema?: Record<string, unknown>;
  /** Takes over a run whose models failed. */
  fallback?: string;
  /** What a message does in sessions that begin with this agent, unless they say otherwise. */
  whileRunning?: WhileRunning;
  /** What a person may begin a chat with. */
  suggestions?: string[];
  memory?: AgentMemory;
}

export interface AgentMemory {
  /** Names of the person's saved data that the agent is told at every turn. */
  data?: string[];
}
