import { describe, expect, test } from "vitest";
import { approvalReason } from "../../lib/agents/approval.ts";
import type { ArgumentCondition } from "../../lib/core/agent.ts";

const when = (...conditions: ArgumentCondition[]) => ({ when: conditions });

describe("Whether a call must wait for a person", () => {
  test("never and always do not look at the arguments", () => {
    expect(approvalReason("never", { amount: 5 })).toBeNull();
    expect(approvalReason("always", {})).toMatch(/every use/);
  });

  test.each<[ArgumentCondition["is"], ArgumentCondition["value"], unknown, boolean]>([
    ["present", undefined, 0, true],
    ["present", undefined, null, false],
    ["present", undefined, undefined, false],
    ["equal", "prod", "prod", true],
    ["equal", "prod", "test", false],
    ["equal", 5, "5", true],
    ["equal", "prod", undefined, false],
    ["not-equal", "test", "prod", true],
    ["not-equal", "test", "test", false],
    ["not-equal", "test", undefined, true],
    ["above", 100, 101, true],
    ["above", 100, 100, false],
    ["above", 100, "5000", true],
    ["above", 100, "a lot", true],
    ["above", 100, undefined, false],
    ["below", 0, -1, true],
    ["below", 0, 0, false],
    ["contains", "DROP", "drop table people", true],
    ["contains", "drop", "select", false],
    ["contains", "@example.com", ["ada@example.com"], true],
    ["contains", "drop", undefined, false],
  ])("%s %s, of %j: %s", (is, value, argument, waits) => {
    const reason = approvalReason(when({ argument: "it", is, value }), { it: argument });
    expect(reason !== null).toBe(waits);
  });

  test("says in words which condition holds", () => {
    const policy = when({ argument: "name", is: "contains", value: "password" });
    expect(approvalReason(policy, { name: "my password" })).toBe("name contains password");
  });

  test("one condition that holds is enough, and it is the reason", () => {
    const policy = when(
      { argument: "amount", is: "above", value: 100 },
      { argument: "to.country", is: "not-equal", value: "AT" },
    );
    expect(approvalReason(policy, { amount: 1, to: { country: "AT" } })).toBeNull();
    expect(approvalReason(policy, { amount: 101, to: { country: "AT" } })).toBe("amount is above 100");
    expect(approvalReason(policy, { amount: 1, to: { country: "CH" } })).toBe("to.country is not AT");
  });

  test("arguments that are no object have no arguments", () => {
    expect(approvalReason(when({ argument: "amount", is: "above", value: 100 }), "not JSON")).toBeNull();
    expect(approvalReason(when({ argument: "amount", is: "present" }), null)).toBeNull();
  });
});
