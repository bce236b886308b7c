import type { WorkflowDefinition } from "../../lib/workflows/workflow.ts";
import type { StartedRuntime } from "./start-runtime.ts";

export async function publishWorkflow(
  { runtime, principal }: Pick<StartedRuntime, "runtime" | "principal">,
  { name, ...body }: WorkflowDefinition,
): Promise<void> {
  const command = { do: "publish" as const, body, note: "", create: true };
  await runtime.ports.definitions.change("workflow", name, command, principal.userId);
}
