import type { Delegation } from "../../core/world.ts";
import type { NodeOf } from "./graph.ts";

/** How an agent is to work on a step. */
export function manner(
  node: Pick<NodeOf<"agent">, "sees" | "speaks" | "schema" | "limits" | "tools">,
  speaks: boolean,
): Partial<Delegation> {
  const { schema, limits, tools } = node;
  return {
    sees: node.sees ?? "task",
    speaks: node.speaks ?? speaks,
    ...(schema && { schema }),
    ...(limits && { limits }),
    ...(tools && { tools }),
  };
}
