import type { EventOf } from "./events.ts";
import type { Lists } from "./lists.ts";
import type { Call, Flow, Run, Visit } from "./state.ts";
import { tokensOfJson } from "./tokens.ts";

type Advanced = EventOf<"workflow.advanced"> & { at: string };

/** A workflow's run after it went on. All its calls count as those of one turn that it never made: any of them may be open. */
export function advanceFlow(run: Run, event: Advanced, lists: Lists): Run {
  const flow: Flow = run.flow ?? { visits: [], ended: null };
  const entered = event.entered.map(
    ({ visit, node, from, reason }): Visit => ({
      id: visit,
      node,
      from: from ?? [],
      reason,
      status: "open",
      took: [],
      at: event.at,
    }),
  );
  let visits = lists.append(flow.visits, ...entered);
  for (const { visit, outcome, output, took, reason } of event.left) {
    const index = visits.findLastIndex((each) => each.id === visit);
    if (index < 0) continue;
    const left: Visit = {
      ...(visits[index] as Visit),
      status: outcome,
      took: took ?? [],
      leftAt: event.at,
      ...(output !== undefined && { output }),
      ...(reason !== undefined && { leftBecause: reason }),
    };
    visits = lists.replace(visits, index, left);
  }
  const calls = event.calls.map(
    (call): Call => ({ ...call, turnId: run.id, status: "requested", tokens: tokensOfJson(call.arguments) }),
  );
  return {
    ...run,
    startedAt: run.startedAt ?? event.at,
    flow: { visits, ended: event.ended ?? flow.ended },
    ...(calls.length > 0 && { calls: lists.append(run.calls, ...calls) }),
  };
}
