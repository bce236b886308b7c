import { type Call, closedCalls, type Visit } from "../../core/state.ts";
import { evaluate } from "../expression.ts";
import { asText, fillTemplate } from "../template.ts";
import type { NodeOf } from "./graph.ts";
import { manner } from "./manner.ts";
import { readable, scopeOf } from "./scope.ts";
import type { Walk } from "./walk.ts";

const mostItems = 500;

interface Ends {
  done(output: unknown): boolean;
  failed(why: string): boolean;
}

/** The same for every item, as many side by side as the step and the run allow. Each call says which item it is for. */
export function advanceMap(walk: Walk, visit: Visit, node: NodeOf<"map">, input: string, ends: Ends): boolean {
  const list = evaluate(node.over, scopeOf(walk, input, visit));
  const items = list.ok ? readable(list.value) : null;
  if (!list.ok) return ends.failed(list.why);
  if (!Array.isArray(items)) return ends.failed(`${node.over} is no list.`);
  if (items.length > mostItems) return ends.failed(`${node.over} has ${items.length} items; ${mostItems} is the most.`);

  const calls = walk.callsOf(visit);
  const attempts = Map.groupBy(calls, itemOf);
  const results = items.map((_item, index) => outcomeOf(attempts.get(index) ?? [], node));
  const broken = results.find((result) => result.is === "failed");
  if (broken?.is === "failed" && node.onError !== "skip") return ends.failed(broken.why);
  if (results.every((result) => result.is === "done" || result.is === "failed"))
    return ends.done(results.map((result) => (result.is === "done" ? readable(result.output) : null)));

  let atWork = results.filter((result) => result.is === "open").length;
  let has = false;
  for (const [index, result] of results.entries()) {
    if (result.is !== "due" || atWork >= (node.parallel ?? mostItems)) continue;
    if (walk.advance.calls.some((call) => call.visit === visit.id && itemOf(call) === index)) continue;
    const task = fillTemplate(node.task, scopeOf(walk, input, visit, { item: items[index], index }));
    if (!task.ok) return ends.failed(task.why);
    const isAsked = walk.ask(visit, {
      agent: result.agent,
      task: asText(task.value),
      item: index,
      ...manner(node, false),
    });
    if (!isAsked) break;
    atWork++;
    has = true;
  }
  return has;
}

type Outcome =
  | { is: "done"; output: string }
  | { is: "failed"; why: string }
  | { is: "open" }
  | { is: "due"; agent: string };

function outcomeOf(calls: readonly Call[], node: NodeOf<"map">): Outcome {
  const last = calls.at(-1);
  if (!last) return { is: "due", agent: node.agent };
  if (!closedCalls.has(last.status)) return { is: "open" };
  if (last.status === "finished") return { is: "done", output: last.content ?? "" };
  const why = last.error?.message ?? "An item did not work.";
  // What a person stopped is not begun again.
  if (last.error?.code === "child_cancelled") return { is: "failed", why };
  const retries = node.retries ?? 0;
  if (calls.length <= retries) return { is: "due", agent: node.agent };
  if (node.fallback && calls.length === retries + 1) return { is: "due", agent: node.fallback };
  return { is: "failed", why };
}

function itemOf(call: { arguments: unknown }): number {
  return (call.arguments as { item?: number }).item ?? -1;
}
