import { unreachable } from "../../../lib/core/errors.ts";
import type { ChainStep } from "../../../lib/workflows/chain/chain.ts";
import type { Nameable } from "../../../lib/workflows/graph/new-node.ts";
import { editStrings } from "./strings.ts";

export const chainKinds = ["agent", "person", "function", "workflow", "parallel", "when"] as const;
export type ChainKind = (typeof chainKinds)[number];

export function kindOfStep(step: ChainStep): ChainKind {
  return chainKinds.find((kind) => kind in step) ?? "agent";
}

export function titleOfStep(step: ChainStep): string {
  if (step.title) return step.title;
  if ("agent" in step) return step.agent;
  if ("function" in step) return step.function;
  if ("workflow" in step) return step.workflow;
  return editStrings.chain.kinds[kindOfStep(step)];
}

export function newChainStep(kind: ChainKind, names: Nameable): ChainStep {
  const agent = names.agents.includes("general") ? "general" : (names.agents[0] ?? "general");
  switch (kind) {
    case "agent":
      return { agent };
    case "person":
      return { person: editStrings.chain.question };
    case "function":
      return { function: names.functions[0] ?? "calculate" };
    case "workflow":
      return { workflow: names.workflows[0] ?? "coach" };
    case "parallel":
      return { parallel: [[{ agent }], [{ agent }]], gather: { merge: "texts" } };
    case "when":
      return { when: 'last != ""', do: [{ agent }] };
    default:
      return unreachable(kind);
  }
}
