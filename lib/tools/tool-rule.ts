import * as z from "zod/mini";
import { slug } from "../core/fields.ts";

const pattern = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(128),
    z.regex(/^[A-Za-z0-9_.:/-]*\*?$/, "must be a tool's name, or the beginning of names followed by *"),
  );

/** What a person says about tools, for all agents or for one. */
export const toolRuleRequest = z.strictObject({
  tool: pattern,
  agent: z.optional(slug),
  /** `allow` for one agent gives it a tool that its definition does not have; else it makes an exception of a wider `deny`. */
  rule: z.enum(["deny", "ask", "allow"]),
  until: z.optional(z.iso.datetime()),
  reason: z.optional(z.string().check(z.maxLength(500))),
});
export type ToolRuleRequest = z.infer<typeof toolRuleRequest>;

export interface ToolRule {
  tool: string;
  /** None: for all. */
  agent: string | null;
  rule: "deny" | "ask" | "allow";
  until: string | null;
  reason: string;
  createdAt: string;
}

export interface RuleVerdict {
  rule: ToolRule["rule"];
  /** Given to just this agent by name: it may use the tool whatever its definition says. */
  grants: boolean;
}

/** The rule that counts: of those that hold now, one for the agent before one for all, then the one that says more of the name. */
export function ruleFor(rules: readonly ToolRule[], agent: string, tool: string, now: string): RuleVerdict | null {
  let best: ToolRule | null = null;
  for (const rule of rules) {
    if ((rule.agent !== null && rule.agent !== agent) || (rule.until !== null && rule.until <= now)) continue;
    if (matches(rule.tool, tool) && (best === null || weight(rule) > weight(best))) best = rule;
  }
  if (best === null) return null;
  return { rule: best.rule, grants: best.rule === "allow" && best.agent !== null && !best.tool.endsWith("*") };
}

function matches(wanted: string, tool: string): boolean {
  return wanted.endsWith("*") ? tool.startsWith(wanted.slice(0, -1)) : wanted === tool;
}

function weight({ agent, tool }: ToolRule): number {
  return (agent === null ? 0 : 1_000) + tool.length + (tool.endsWith("*") ? 0 : 500);
}
