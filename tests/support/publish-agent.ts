import type { AgentDefinition } from "../../lib/agents/agent.ts";
import type { StartedRuntime } from "./start-runtime.ts";

/** A new agent, for everybody who asks for it by its name. */
export async function publishAgent(
  { runtime }: Pick<StartedRuntime, "runtime">,
  { name, ...body }: AgentDefinition,
): Promise<void> {
  await runtime.ports.definitions.change("agent", name, { do: "publish", body, note: "", create: true }, "local");
}
