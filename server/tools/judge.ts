import { approvalReason } from "../../lib/agents/approval.ts";
import type { ApprovalPolicy } from "../../lib/core/agent.ts";
import type { Judgement, World } from "../../lib/core/world.ts";
import type { Tools } from "../ports.ts";
import { approvalDigest } from "./approval-digest.ts";
import { checkArguments } from "./check-arguments.ts";

/** What is to become of a call: run it, ask a person for a yes, ask a person the question it is, or refuse it with a reason. */
export function createJudge(tools: Tools): World["judge"] {
  return (agent, call) => {
    const tool = tools.get(call.tool);
    const permitted = agent.tools.find((each) => each.name === call.tool);
    if (!tool || !permitted) {
      const names = agent.tools.map((each) => each.name).filter((name) => tools.get(name));
      const has = names.length > 0 ? `The tools are: ${names.join(", ")}.` : "There are no tools; answer without one.";
      if (!tool) return refuse("unknown_tool", `There is no tool "${call.tool.slice(0, 100)}". ${has}`);
      return refuse("not_permitted", `The agent ${agent.name} may not use "${tool.name}". ${has}`);
    }
    const unavailable = tool.unavailable();
    if (unavailable !== null) return refuse("unavailable", unavailable);
    const checked = checkArguments(tool, call.arguments);
    if (!checked.ok) return refuse("invalid_arguments", checked.message);
    if (tool.question) return { verdict: "ask", ...tool.question(checked.value) };
    const reason = whyAsk(permitted.approval ?? tool.approval, checked.value);
    if (reason !== null) return { verdict: "approve", reason, digest: approvalDigest(tool.name, call.arguments) };
    return { verdict: "run" };
  };
}

/** Arguments that break the comparison (an object whose `toString` is no function) are for a person to look at. */
function whyAsk(policy: ApprovalPolicy, args: unknown): string | null {
  try {
    return approvalReason(policy, args);
  } catch {
    return "its arguments cannot be compared with the conditions";
  }
}

function refuse(code: string, reason: string): Judgement {
  return { verdict: "refuse", code, reason };
}
