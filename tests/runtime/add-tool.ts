import type { Tool } from "../../server/ports/tools.ts";
import type { StartedRuntime } from "../support/start-runtime.ts";

/** Gives this runtime one more tool, as stored functions and other servers will. */
export function addTool(
  { runtime }: Pick<StartedRuntime, "runtime">,
  name: string,
  run: Tool["run"],
  more: Partial<Tool> = {},
): void {
  const tool: Tool = {
    name,
    description: `The test's own ${name}.`,
    parameters: { type: "object", properties: {} },
    permissions: [],
    approval: "never",
    retry: "never",
    timeoutMs: 60_000,
    unavailable: () => null,
    check: (args) => ({ ok: true, value: args }),
    run,
    ...more,
  };
  const { tools } = runtime.ports;
  const before = { get: tools.get.bind(tools), list: tools.list.bind(tools) };
  tools.get = (asked) => (asked === name ? tool : before.get(asked));
  tools.list = () => [...before.list(), tool];
}
