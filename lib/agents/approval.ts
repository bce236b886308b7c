import type { ApprovalPolicy, ArgumentCondition } from "../core/agent.ts";

/** The reason why this call must wait for a person, or null when it need not. */
export function approvalReason(policy: ApprovalPolicy, args: unknown): string | null {
  if (policy === "never") return null;
  if (policy === "always") return "every use of this tool needs a person's yes";
  const met = policy.when.find((condition) => holds(condition, valueAt(args, condition.argument)));
  return met ? `${met.argument} is ${met.is}${met.value === undefined ? "" : ` ${met.value}`}` : null;
}

function holds(condition: ArgumentCondition, value: unknown): boolean {
  const wanted = condition.value;
  switch (condition.is) {
    case "present":
      return value !== undefined && value !== null;
    case "equal":
      return value === wanted;
    case "not-equal":
      return value !== wanted;
    case "above":
      return typeof value === "number" && typeof wanted === "number" && value > wanted;
    case "below":
      return typeof value === "number" && typeof wanted === "number" && value < wanted;
    case "contains":
      return typeof value === "string" && value.toLowerCase().includes(String(wanted).toLowerCase());
  }
}

/** Own properties only: what every object inherits was said by nobody. */
function valueAt(args: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const has = value !== null && typeof value === "object" && Object.hasOwn(value, key);
    return has ? Reflect.get(value, key) : undefined;
  }, args);
}
