import type { RuleVerdict, ToolRule, ToolRuleRequest } from "../../lib/tools/tool-rule.ts";

/** What people say about tools, for all their agents or for one. */
export interface ToolRules {
  list(ownerId: string): ToolRule[];
  /** The rule that counts for this call; null where none does. Asked for every call, from memory. */
  verdict(ownerId: string, agent: string, tool: string): RuleVerdict | null;
  put(ownerId: string, rule: ToolRuleRequest): Promise<ToolRule>;
  /** False if there is no such rule. */
  delete(ownerId: string, tool: string, agent: string | null): Promise<boolean>;
}
