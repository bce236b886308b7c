import { agentOf } from "./agent-of.ts";
import type { SessionEvent } from "./events.ts";
import { messagesAround } from "./path.ts";
import { findRun, type Run, type SessionState } from "./state.ts";
import type { Given } from "./world.ts";

/**
 * A run whose models failed goes on with the agent that is named to take over, as a new run in its place; null where
 * nobody does. Whoever has tried already is not asked again.
 */
export function fallBack(state: SessionState, run: Run, given: Given): SessionEvent[] | null {
  if (run.flow || run.routes || run.cancelled || run.finished?.outcome !== "failed") return null;
  const last = run.turns.at(-1);
  if (last?.status !== "failed" || last.error?.code !== run.finished.error?.code) return null;
  const name = agentOf(given.world, run)?.fallback;
  const next = name === undefined ? null : given.world.agent(name);
  if (!next || triedBefore(state, run).includes(next.name)) return null;
  const { task, depth, priority, parent, limits, schema, tools, node, sees, models: _own } = run;
  // Others may have spoken since, where several work for one: their words stay where they are.
  const replyTo = parent && run.replyTo ? (messagesAround(state, run).at(-1)?.id ?? run.replyTo) : run.replyTo;
  return [
    {
      type: "run.queued",
      runId: given.newId("run"),
      agent: next.name,
      agentVersion: next.version,
      task,
      depth,
      priority,
      retryOf: run.id,
      ...(replyTo && { replyTo }),
      ...(parent && { parent }),
      ...(limits && { limits }),
      ...(schema && { schema }),
      ...(tools && { tools }),
      ...(node && { node }),
      ...(sees && { sees }),
    },
  ];
}

function triedBefore(state: SessionState, run: Run): string[] {
  const before = run.retryOf === undefined ? undefined : findRun(state, run.retryOf);
  return [run.agent, ...(before?.finished?.outcome === "failed" ? triedBefore(state, before) : [])];
}
