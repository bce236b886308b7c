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
  instructions: string;
  /** In order of preference; none means the default provider's model. */
  models: string[];
  tools: AgentTool[];
  limits: AgentLimits;
  sampling?: Sampling;
  emoji?: string;
  /** The final answer must be JSON that fits. */
  outputSchema?: Record<string, unknown>;
}
