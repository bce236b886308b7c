import { Graph, layout } from "@dagrejs/dagre";
import type { Graph as Flow } from "../../../lib/workflows/graph/graph.ts";

export const nodeSize = { width: 184, height: 60 };
const laneGap = 28;

export type Places = ReadonlyMap<string, { x: number; y: number }>;

/** Where each step stands: where a person put it, else from top to bottom by its ways. */
export function placesOf({ nodes, edges }: Pick<Flow, "nodes" | "edges">): Places {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 40, ranksep: 56, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...nodeSize });
  for (const [index, { from, to }] of edges.entries())
    if (from !== to && graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to, {}, String(index));
  layout(graph);
  return new Map(
    nodes.map(({ id, place }) => {
      const { x = 0, y = 0 } = graph.node(id) ?? {};
      // Dagre tells the middle.
      return [id, place ?? { x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 }];
    }),
  );
}

/** How far to the right each way back goes, by its place among the edges: past every step beside it, and past the other ways. */
export function lanesOf(
  edges: readonly { from: string; to: string }[],
  back: ReadonlySet<number>,
  places: Places,
): Map<number, number> {
  const lanes = new Map<number, number>();
  for (const [index, { from, to }] of edges.entries()) {
    const [source, target] = [places.get(from), places.get(to)];
    if (!back.has(index) || !source || !target) continue;
    const [top, bottom] = [Math.min(source.y, target.y), Math.max(source.y, target.y)];
    const beside = [...places.values()].filter(({ y }) => y >= top && y <= bottom);
    const right = Math.max(...beside.map(({ x }) => x + nodeSize.width)) + laneGap;
    const taken = Math.max(...lanes.values(), Number.NEGATIVE_INFINITY);
    lanes.set(index, Math.max(right, taken + laneGap));
  }
  return lanes;
}
