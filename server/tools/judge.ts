import { approvalReason } from "../../lib/agents/approval.ts";
import type { Agent, ApprovalPolicy } from "../../lib/core/agent.ts";
import { searchTools } from "../../lib/core/loaded-tools.ts";
import { requestTool } from "../../lib/core/tool-grants.ts";
import type { JudgedFor, Judgement, World } from "../../lib/core/world.ts";
import type { RuleVerdict } from "../../lib/tools/tool-rule.ts";
import type { SealedArguments } from "../ports/secrets.ts";
import type { ToolRules } from "../ports/tool-rules.ts";
import type { Tool, Tools } from "../ports/tools.ts";
import { approvalDigest } from "./approval-digest.ts";
import { checkArguments } from "./check-arguments.ts";

/** What is to become of a call: run it, ask a person for a yes, ask a person the question it is, or refuse it with a reason. */
export function createJudge(
  tools: Tools,
  rules?: Pick<ToolRules, "verdict">,
  sealed?: Pick<SealedArguments, "open">,
): World["judge"] {
  return (agent, call, has = {}) => {
    const tool = tools.get(call.tool);
    const listed = agent.tools.find((each) => each.name === call.tool);
    const rule = has.ownerId === undefined ? null : (rules?.verdict(has.ownerId, agent.name, call.tool) ?? null);
    if (!tool || !(listed || call.tool === searchTools || isGranted(has, rule)))
      return refuseUnknown(agent, call.tool, tool, tools);
    if (rule?.rule === "deny" && !has.granted)
      return refuse("not_permitted", `The person does not allow "${tool.name}". ${askForIt(agent)}`.trim());
    const unavailable = tool.unavailable();
    if (unavailable !== null) return refuse("unavailable", unavailable);
    const opened = openedFor(has.ownerId, tool, call.arguments, sealed);
    if (opened === null) return refuse("unavailable", "A secret argument of this call does not open any more.");
    const checked = checkArguments(tool, opened.args);
    if (!checked.ok) return refuse("invalid_arguments", checked.message);
    const question = tool.question?.(checked.value);
    if (question) return { verdict: "ask", ...question };
    const reason = has.approval ? null : whyAsk(policyOf(tool, listed?.approval, rule), checked.value);
    if (reason !== null) return { verdict: "approve", reason, digest: approvalDigest(tool, call.arguments) };
    return tool.becomes?.(checked.value) ?? { verdict: "run" };
  };
}

function openedFor(
  ownerId: string | undefined,
  tool: Tool,
  args: unknown,
  sealed?: Pick<SealedArguments, "open">,
): { args: unknown } | null {
  if (!sealed || ownerId === undefined) return { args };
  try {
    return { args: sealed.open(ownerId, tool, args) };
  } catch {
    return null;
  }
}

function isGranted(has: JudgedFor, rule: RuleVerdict | null): boolean {
  return has.granted === true || rule?.grants === true;
}

function policyOf(tool: Tool, own: ApprovalPolicy | undefined, rule: RuleVerdict | null): ApprovalPolicy {
  return tool.alwaysAsks || rule?.rule === "ask" ? "always" : (own ?? tool.approval);
}

function refuseUnknown(agent: Agent, name: string, tool: Tool | undefined, tools: Tools): Judgement {
  const names = agent.tools.map((each) => each.name).filter((each) => tools.get(each));
  const has = names.length > 0 ? `The tools are: ${shortened(names)}.` : "There are no tools; answer without one.";
  if (!tool) return refuse("unknown_tool", `There is no tool "${name.slice(0, 100)}". ${has}`);
  return refuse("not_permitted", `The agent ${agent.name} may not use "${tool.name}". ${askForIt(agent)}${has}`);
}

/** A model that misspells one of hundreds is helped by search_tools, not by all their names. */
function shortened(names: readonly string[]): string {
  const most = 60;
  return names.length <= most ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

function askForIt(agent: Agent): string {
  return agent.tools.some(({ name }) => name === requestTool) ? `Ask for it with ${requestTool} if you need it. ` : "";
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
