import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { ChainStep } from "./chain.ts";

/** The ways on from what was built so far. */
type Ends = Omit<GraphEdge, "to">[];

/** The graph that a chain is. Its nodes are numbered as they are written. */
export function chainGraph(steps: readonly ChainStep[]): Graph {
  return placedChain(steps).graph;
}

/** Beside the graph, where in the chain each of its nodes was written; null for those that nobody wrote. */
export function placedChain(steps: readonly ChainStep[]): { graph: Graph; places: (string | null)[] } {
  const nodes: GraphNode[] = [{ id: "start", kind: "start" }];
  const places: (string | null)[] = [null];
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
  const add = (node: GraphNode, after: Ends, place: string | null): Ends => {
    nodes.push(node);
    places.push(place);
    for (const edge of after) edges.push({ ...edge, to: node.id });
    return [{ from: node.id }];
  };

  const addAll = (list: readonly ChainStep[], after: Ends, place: string): Ends =>
    list.reduce((ends, step, index) => addStep(step, ends, `${place}.${index}`), after);

  function addStep(step: ChainStep, after: Ends, place: string): Ends {
    const { title } = step;
    const named = title === undefined ? {} : { title };
    if ("parallel" in step) {
      const fork = add({ id: nameFor(title ?? "side_by_side"), kind: "merge", rule: "texts", ...named }, after, place);
      const ends = step.parallel.flatMap((branch, index) => addAll(quiet(branch), fork, `${place}.parallel.${index}`));
      if ("merge" in step.gather)
        return add({ id: nameFor("merge"), kind: "merge", rule: step.gather.merge, join: "all" }, ends, place);
      const { agent, ...rest } = step.gather;
      return add(
        { ...rest, id: nameFor(rest.title ?? agent), kind: "agent", agent, join: "all" },
        ends,
        `${place}.gather`,
      );
    }
    if ("when" in step) {
      const [fork] = add({ id: nameFor(title ?? "if"), kind: "branch", ...named }, after, place);
      const from = (fork as { from: string }).from;
      const then = addAll(step.do, [{ from, when: step.when }], `${place}.do`);
      const otherwise = step.otherwise ? addAll(step.otherwise, [{ from }], `${place}.otherwise`) : [{ from }];
      // Only one of them is gone.
      return add({ id: nameFor("then"), kind: "merge", rule: "texts", join: "all" }, [...then, ...otherwise], place);
    }
    if ("agent" in step) return add({ ...step, id: nameFor(title ?? step.agent), kind: "agent" }, after, place);
    if ("function" in step)
      return add({ ...step, id: nameFor(title ?? step.function), kind: "function" }, after, place);
    if ("workflow" in step)
      return add({ ...step, id: nameFor(title ?? step.workflow), kind: "workflow" }, after, place);
    const { person, choices } = step;
    const more = choices ? { choices } : {};
    return add({ id: nameFor(title ?? "person"), kind: "person", question: person, ...more, ...named }, after, place);
  }

  const ends = addAll(steps, [{ from: "start" }], "how.steps");
  add({ id: "end", kind: "end", join: "all", ...(endsQuietly(steps) && { says: true }) }, ends, null);
  return { graph: { start: "start", nodes, edges }, places };
}

/** Side by side, agents have transcripts of their own, unless they are told to speak. */
function quiet(steps: readonly ChainStep[]): ChainStep[] {
  return steps.map((step) => {
    if ("agent" in step) return { speaks: false, ...step };
    if ("when" in step)
      return { ...step, do: quiet(step.do), ...(step.otherwise && { otherwise: quiet(step.otherwise) }) };
    if ("parallel" in step && "agent" in step.gather) return { ...step, gather: { speaks: false, ...step.gather } };
    return step;
  });
}

/** Nobody has said the result in the conversation. */
function endsQuietly(steps: readonly ChainStep[]): boolean {
  const last = steps.at(-1);
  if (!last) return false;
  if ("parallel" in last) return "merge" in last.gather || last.gather.speaks === false;
  if ("when" in last) return endsQuietly(last.do) || endsQuietly(last.otherwise ?? []);
  return "function" in last || ("agent" in last && last.speaks === false);
}
