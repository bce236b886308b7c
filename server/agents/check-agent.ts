import type { Agent } from "../../lib/core/agent.ts";
import { unknownVariables } from "../../lib/core/system-prompt.ts";
import type { FieldProblem } from "../../lib/definitions/kind.ts";
import { schemaProblems } from "../json-schema/schema-problems.ts";
import type { Models } from "../ports/models.ts";
import type { Tools } from "../ports/tools.ts";

interface Against {
  tools: Tools;
  models: Pick<Models, "list">;
}

/**
 * What an agent names that is not there: a tool, or a model of an unknown provider. A provider whose key is missing is
 * all right; the key may come later.
 */
export function checkAgent(
  agent: Pick<Agent, "tools" | "models" | "inputSchema" | "outputSchema">,
  { tools, models }: Against,
): FieldProblem[] {
  const providers = [...new Set(models.list().map((model) => model.provider))];
  return [
    ...agent.tools.flatMap(({ name }, index) =>
      tools.get(name) ? [] : [{ path: `tools.${index}`, message: `There is no tool "${name}"` }],
    ),
    ...agent.models.flatMap((name, index) => {
      const provider = name.split("/", 1)[0] as string;
      if (providers.includes(provider)) return [];
      const message = `There is no model provider "${provider}"; there are ${providers.join(", ")}`;
      return [{ path: `models.${index}`, message }];
    }),
    ...(agent.inputSchema ? schemaProblems(agent.inputSchema, "inputSchema") : []),
    ...(agent.outputSchema ? schemaProblems(agent.outputSchema, "outputSchema") : []),
  ];
}

/** What somebody should know before publishing an agent, although nothing hinders it. */
export function agentWarnings(
  agent: Omit<Agent, "version">,
  { tools, models, knows }: Against & { knows: (agent: string) => boolean },
): FieldProblem[] {
  const warn = (path: string, message: string): FieldProblem => ({ path, message, warns: true });
  const list = models.list();
  const usable = (name: string) => list.find((model) => model.name === name)?.unavailable ?? null;
  const wanted = agent.models.length > 0 ? agent.models : list.filter((each) => each.isDefault).map(({ name }) => name);
  return [
    ...wanted.flatMap((name, index) => {
      const why = usable(name);
      return why === null ? [] : [warn(`models.${index}`, `${name} cannot be used now: ${why}`)];
    }),
    ...agent.tools.flatMap(({ name }, index) => {
      const why = tools.get(name)?.unavailable() ?? null;
      return why === null ? [] : [warn(`tools.${index}`, `${name} cannot be used now: ${why}`)];
    }),
    ...(agent.fallback !== undefined && !knows(agent.fallback)
      ? [warn("fallback", `There is no agent "${agent.fallback}" to take over`)]
      : []),
    ...(agent.fallback === agent.name ? [warn("fallback", "An agent cannot take over from itself")] : []),
    ...unknownVariables(agent).map((name) =>
      warn("variables", `Nothing stands for {{${name}}}, unless a session says it`),
    ),
  ];
}
