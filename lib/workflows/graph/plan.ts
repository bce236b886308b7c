import type { Graph, GraphEdge, GraphNode } from "./graph.ts";

export interface PlannedEdge extends GraphEdge {
  id: string;
}

/** A graph, looked at once: what leads where, and which steps stand in a circle together. */
export interface Plan {
  start: string;
  nodes: Map<string, GraphNode>;
  into: Map<string, PlannedEdge[]>;
  outOf: Map<string, PlannedEdge[]>;
  /** Steps before those that come after them, circles kept together. */
  order: string[];
  circleOf: Map<string, number>;
  isCircle(node: string): boolean;
}

export function planGraph(graph: Graph): Plan {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const into = new Map<string, PlannedEdge[]>(graph.nodes.map(({ id }) => [id, []]));
  const outOf = new Map<string, PlannedEdge[]>(graph.nodes.map(({ id }) => [id, []]));
  graph.edges.forEach((edge, index) => {
    const planned = { ...edge, id: edgeId(edge, index) };
    into.get(edge.to)?.push(planned);
    outOf.get(edge.from)?.push(planned);
  });
  const circles = circlesOf([...nodes.keys()], (id) => outOf.get(id)?.map(({ to }) => to) ?? []);
  const circleOf = new Map(circles.flatMap((members, index) => members.map((id) => [id, index] as const)));
  const large = new Set(circles.flatMap((members, index) => (members.length > 1 ? [index] : [])));
  for (const edge of graph.edges) {
    const circle = circleOf.get(edge.from);
    if (edge.from === edge.to && circle !== undefined) large.add(circle);
  }
  return {
    start: graph.start,
    nodes,
    into,
    outOf,
    order: circles.flat(),
    circleOf,
    isCircle: (node) => large.has(circleOf.get(node) ?? -1),
  };
}

/** Names an edge in the log, and in pictures of it. */
export function edgeId({ from, to, label }: GraphEdge, index: number): string {
  return `${from}>${to}${label ? `:${label}` : ""}~${index}`;
}

/** Tarjan's strongly connected components, in the order in which they are reached; without recursion, because graphs may be long. */
function circlesOf(ids: readonly string[], next: (id: string) => readonly string[]): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[][] = [];
  const lower = (id: string, to: number) => low.set(id, Math.min(low.get(id) ?? to, to));

  for (const root of ids) {
    if (index.has(root)) continue;
    const path: { id: string; rest: string[] }[] = [];
    const open = (id: string) => {
      index.set(id, index.size);
      low.set(id, index.size - 1);
      stack.push(id);
      onStack.add(id);
      path.push({ id, rest: [...next(id)] });
    };
    open(root);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const { id, rest } = at;
      const to = rest.shift();
      if (to !== undefined) {
        if (!index.has(to)) open(to);
        else if (onStack.has(to)) lower(id, index.get(to) as number);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lower(above.id, low.get(id) as number);
      if (low.get(id) !== index.get(id)) continue;
      const members = stack.splice(stack.lastIndexOf(id));
      for (const member of members) onStack.delete(member);
      found.push(members);
    }
  }
  return found.reverse();
}
