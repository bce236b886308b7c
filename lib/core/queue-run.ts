import type { EventOf } from "./events.ts";
import type { Limits, Priority } from "./fields.ts";
import type { Given } from "./world.ts";

interface RunOptions {
  priority?: Priority;
  limits?: Limits;
  replyTo?: string;
  models?: string[];
  dependsOn?: string[];
  retryOf?: string;
  routes?: string;
  conducts?: true;
  schema?: Record<string, unknown>;
}

/** A new top-level run of the agent's published version. */
export function queueRun(
  given: Given,
  agent: { name: string; version: number },
  task: string,
  options: RunOptions,
): EventOf<"run.queued"> {
  return {
    type: "run.queued",
    runId: given.newId("run"),
    agent: agent.name,
    agentVersion: agent.version,
    task,
    depth: 0,
    priority: "normal",
    ...options,
  };
}
