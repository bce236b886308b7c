import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { ChainStep } from "./chain.ts";

/** The graph that a chain is. Its nodes are numbered as they are written. */
export function chainGraph(steps: readonly ChainStep[]): Graph {
  const nodes: GraphNode[] = [{ id: "start", kind: "start" }];
  const edges: GraphEdge[] = [];
  const taken = new Set(["start", "end"]);
  const nameFor = (wish: string): string => {
    const base =
      wish
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^[^a-z]+|_+$/g, "")
        .slice(0, 50) || "step";
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
    taken.add(name);
    return name;
  };
  const add = (node: GraphNode, after: readonly Omit<GraphEdge, "to">[]): Omit<GraphEdge, "to">[] => {
    nodes.push(node);
    for (const edge of after) edges.push({ ...edge, to: node.id });
    return [{ from: node.id }];
  };

  const addAll = (list: readonly ChainStep[], after: Omit<GraphEdge, "to">[]): Omit<GraphEdge, "to">[] =>
    list.reduce((ends, step) => addStep(step, ends), after);

  function addStep(step: ChainStep, after: Omit<GraphEdge, "to">[]): Omit<GraphEdge, "to">[] {
    const { title } = step;
    const named = title === undefined ? {} : { title };
    if ("parallel" in step) {
      const fork = add({ id: nameFor(title ?? "side_by_side"), kind: "merge", rule: "texts", ...named }, after);
      const ends = step.parallel.flatMap((branch) => addAll(quiet(branch), fork));
      if ("merge" in step.gather)
        return add({ id: nameFor("merge"), kind: "merge", rule: step.gather.merge, join: "all" }, ends);
      const { agent, ...rest } = step.gather;
      return add({ ...rest, id: nameFor(rest.title ?? agent), kind: "agent", agent, join: "all" }, ends);
    }
    if ("when" in step) {
      const [fork] = add({ id: nameFor(title ?? "if"), kind: "branch", ...named }, after);
      const from = (fork as { from: string }).from;
      const then = addAll(step.do, [{ from, when: step.when }]);
      const otherwise = step.otherwise ? addAll(step.otherwise, [{ from }]) : [{ from }];
      // Only one of them is gone.
      return add({ id: nameFor("then"), kind: "merge", rule: "texts", join: "all" }, [...then, ...otherwise]);
    }
    if ("agent" in step) return add({ ...step, id: nameFor(title ?? step.agent), kind: "agent" }, after);
    if ("function" in step) return add({ ...step, id: nameFor(title ?? step.function), kind: "function" }, after);
    if ("workflow" in step) return add({ ...step, id: nameFor(title ?? step.workflow), kind: "workflow" }, after);
    const { person, choices } = step;
    const more = choices ? { choices } : {};
    return add({ id: nameFor(title ?? "person"), kind: "person", question: person, ...more, ...named }, after);
  }

  const ends = addAll(steps, [{ from: "start" }]);
  add({ id: "end", kind: "end", join: "all", ...(endsQuietly(steps) && { says: true }) }, ends);
  return { start: "start", nodes, edges };
}

/** Side by side, agents have transcripts of their own, unless they are told to speak. */
function quiet(steps: readonly ChainStep[]): ChainStep[] {
  return steps.map((step) => ("agent" in step ? { speaks: false, ...step } : step));
}

/** Nobody has said the result in the conversation. */
function endsQuietly(steps: readonly ChainStep[]): boolean {
  const last = steps.at(-1);
  if (!last) return false;
  if ("parallel" in last) return "merge" in last.gather || last.gather.speaks === false;
  if ("when" in last) return endsQuietly(last.do) || endsQuietly(last.otherwise ?? []);
  return "function" in last || ("agent" in last && last.speaks === false);
}
