import { describe, expect, test } from "vitest";
import { ruleFor, type ToolRule } from "../../lib/tools/tool-rule.ts";

const now = "2026-01-01T00:00:00.000Z";
const rule = (tool: string, verdict: ToolRule["rule"], more: Partial<ToolRule> = {}): ToolRule => {
  return { tool, rule: verdict, agent: null, until: null, reason: "", createdAt: now, ...more };
};

describe("of several rules", () => {
  test("the one that says more of the name counts", () => {
    const rules = [rule("*", "deny"), rule("mcp_files_*", "ask"), rule("mcp_files_read", "allow")];
    expect(ruleFor(rules, "a", "calculate", now)?.rule).toBe("deny");
    expect(ruleFor(rules, "a", "mcp_files_write", now)?.rule).toBe("ask");
    expect(ruleFor(rules, "a", "mcp_files_read", now)?.rule).toBe("allow");
    expect(ruleFor(rules.slice(1), "a", "calculate", now)).toBeNull();
  });

  test("one for the agent comes before one for all, and grants only by the tool's whole name", () => {
    const rules = [rule("x", "deny"), rule("x", "allow", { agent: "a" }), rule("y*", "allow", { agent: "a" })];
    expect(ruleFor(rules, "a", "x", now)).toEqual({ rule: "allow", grants: true });
    expect(ruleFor(rules, "b", "x", now)).toEqual({ rule: "deny", grants: false });
    expect(ruleFor(rules, "a", "y1", now)).toEqual({ rule: "allow", grants: false });
  });

  test("one whose time is over counts no longer", () => {
    const rules = [rule("x", "allow", { agent: "a", until: now })];
    expect(ruleFor(rules, "a", "x", "2025-12-31T23:59:59.999Z")?.grants).toBe(true);
    expect(ruleFor(rules, "a", "x", now)).toBeNull();
  });
});
