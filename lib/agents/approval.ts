import type { ApprovalPolicy, ArgumentCondition } from "../core/agent.ts";
import { unreachable } from "../core/errors.ts";

/** The reason why this call must wait for a person, or null when it need not. */
export function approvalReason(policy: ApprovalPolicy, args: unknown): string | null {
  if (policy === "never") return null;
  if (policy === "always") return "every use of this tool needs a person's yes";
  const met = policy.when.find((condition) => holds(condition, valueAt(args, condition.argument)));
  return met ? `${met.argument} ${words[met.is]}${met.value === undefined ? "" : ` ${met.value}`}` : null;
}

const words: Record<ArgumentCondition["is"], string> = {
  present: "is there",
  equal: "is",
  "not-equal": "is not",
  above: "is above",
  below: "is below",
  contains: "contains",
};

/** Where a value cannot be compared, the person is asked: an odd argument must not slip past a condition. */
function holds(condition: ArgumentCondition, value: unknown): boolean {
  const wanted = condition.value;
  const isThere = value !== undefined && value !== null;
  switch (condition.is) {
    case "present":
      return isThere;
    case "equal":
      return isThere && String(value) === String(wanted);
    case "not-equal":
      return !isThere || String(value) !== String(wanted);
    case "above":
      return isThere && !(Number(value) <= Number(wanted));
    case "below":
      return isThere && !(Number(value) >= Number(wanted));
    case "contains":
      return isThere && textOf(value).includes(String(wanted).toLowerCase());
    default:
      return unreachable(condition.is);
  }
}

/** Lists and objects are searched as the text that they are. */
function textOf(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).toLowerCase();
}

function valueAt(args: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const has = value !== null && typeof value === "object" && Object.hasOwn(value, key);
    return has ? Reflect.get(value, key) : undefined;
  }, args);
}
