import * as z from "zod/mini";
import { equalJson } from "../core/equal-json.ts";
import { slug } from "../core/fields.ts";
import { type McpServer, type McpServerDefinition, mcpServerDefinition } from "../mcp/mcp-server.ts";
import { type ToolRule, toolRuleRequest } from "../tools/tool-rule.ts";
import { type Difference, diff } from "./diff.ts";

/** The settings of a bundle: who usually answers, what may be used, and which servers there are. Secrets are named, never told. */
export const bundleSettings = z.strictObject({
  /** Who answers in a new chat; null: whoever usually does. */
  answers: z.optional(z.nullable(slug)),
  toolRules: z.optional(z.array(z.omit(toolRuleRequest, { until: true })).check(z.maxLength(1_000))),
  mcpServers: z.optional(z.array(mcpServerDefinition).check(z.maxLength(100))),
});
export type BundleSettings = z.infer<typeof bundleSettings>;
type Rule = NonNullable<BundleSettings["toolRules"]>[number];

/** What of the settings goes into a bundle. Rules that end by themselves stay behind. */
export function settingsOf(given: {
  answers: string | null;
  rules: readonly ToolRule[];
  servers: readonly McpServer[];
}): BundleSettings {
  return {
    answers: given.answers,
    toolRules: given.rules
      .filter(({ until }) => until === null)
      .map(({ tool, agent, rule, reason }) => ({
        tool,
        ...(agent !== null && { agent }),
        rule,
        ...(reason && { reason }),
      })),
    mcpServers: given.servers.map(({ name, transport, approval, timeoutMs, tools, enabled }) => ({
      name,
      transport,
      enabled,
      ...(approval !== null && { approval }),
      timeoutMs,
      ...(Object.keys(tools).length > 0 && { tools }),
    })),
  };
}

export type SettingStep = {
  kind: "setting";
  name: string;
  do: "create" | "change" | "same";
  changes: Difference[];
  /** Why it is not taken over. */
  problem: string | null;
} & (
  | { what: "answers"; answers: string | null }
  | { what: "rule"; rule: Rule }
  | { what: "server"; server: McpServerDefinition }
);

/** What taking the settings over would do: nothing is switched on by it, and nothing is allowed by it. */
export function planSettings(current: BundleSettings, wanted: BundleSettings | undefined): SettingStep[] {
  if (!wanted) return [];
  const steps: SettingStep[] = [];
  if (wanted.answers !== undefined) {
    const changes = diff({ answers: current.answers ?? null }, { answers: wanted.answers });
    const what = { what: "answers" as const, answers: wanted.answers };
    steps.push({ kind: "setting", name: "who answers", do: doing(true, changes), changes, problem: null, ...what });
  }
  for (const rule of wanted.toolRules ?? []) steps.push(stepOfRule(current.toolRules ?? [], rule));
  for (const server of wanted.mcpServers ?? []) steps.push(stepOfServer(current.mcpServers ?? [], server));
  return steps;
}

function stepOfRule(current: readonly Rule[], rule: Rule): SettingStep {
  const known = current.find((each) => each.tool === rule.tool && each.agent === rule.agent);
  const changes = diff(known ?? {}, rule);
  const loosens = rule.rule === "allow" && changes.length > 0;
  return {
    kind: "setting",
    name: `rule for ${rule.tool}${rule.agent === undefined ? "" : ` of ${rule.agent}`}`,
    do: doing(known !== undefined, changes),
    changes,
    problem: loosens ? "A rule that allows something is not taken over from a bundle; make it yourself." : null,
    what: "rule",
    rule,
  };
}

function stepOfServer(current: readonly McpServerDefinition[], wanted: McpServerDefinition): SettingStep {
  const known = current.find(({ name }) => name === wanted.name);
  const step = { kind: "setting" as const, name: `MCP server ${wanted.name}`, what: "server" as const };
  if (!known) {
    const server = switchedOff(wanted);
    return { ...step, do: "create", changes: diff({}, server), problem: null, server };
  }
  const isSame = equalJson(known, wanted) || equalJson(switchedOff(known), switchedOff(wanted));
  const problem = isSame ? null : "There is another server of this name already; change it yourself.";
  return { ...step, do: isSame ? "same" : "change", changes: diff(known, wanted), problem, server: wanted };
}

/** A stranger's server runs when somebody here switches it on, and asks before each use until somebody says otherwise. */
function switchedOff({ approval: _approval, tools = {}, ...rest }: McpServerDefinition): McpServerDefinition {
  const own = Object.entries(tools).map(([name, { approval: _own, ...setting }]) => [name, setting] as const);
  return { ...rest, enabled: false, ...(own.length > 0 && { tools: Object.fromEntries(own) }) };
}

function doing(isKnown: boolean, changes: readonly Difference[]): "create" | "change" | "same" {
  if (changes.length === 0) return "same";
  return isKnown ? "change" : "create";
}
