import type { Agent } from "../../lib/core/agent.ts";
import { AppError } from "../../lib/core/errors.ts";
import type { Models, Tools } from "../ports.ts";

/**
 * Refuses an agent that names what is not there: a tool, or a model of an unknown provider. A provider whose key is
 * missing is all right; the key may come later.
 */
export function checkAgent(
  agent: Pick<Agent, "tools" | "models">,
  { tools, models }: { tools: Tools; models: Pick<Models, "list"> },
): void {
  const providers = [...new Set(models.list().map((model) => model.provider))];
  const fields = [
    ...agent.tools.flatMap(({ name }, index) =>
      tools.get(name) ? [] : [{ path: `tools.${index}`, message: `There is no tool "${name}"` }],
    ),
    ...agent.models.flatMap((name, index) => {
      const provider = name.split("/", 1)[0] as string;
      if (providers.includes(provider)) return [];
      return [
        {
          path: `models.${index}`,
          message: `There is no model provider "${provider}"; there are ${providers.join(", ")}`,
        },
      ];
    }),
  ];
  if (fields.length > 0)
    throw new AppError("invalid", `${fields.map((field) => field.message).join(". ")}.`, { fields });
}
