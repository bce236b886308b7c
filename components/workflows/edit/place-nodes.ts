import { Graph, layout } from "@dagrejs/dagre";
import type { Graph as Flow } from "../../../lib/workflows/graph/graph.ts";

export const nodeSize = { width: 184, height: 60 };

/** Where each step stands: where a person put it, else from top to bottom by its ways. */
export function placesOf({ nodes, edges }: Pick<Flow, "nodes" | "edges">): Map<string, { x: number; y: number }> {
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
