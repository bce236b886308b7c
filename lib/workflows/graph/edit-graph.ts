import { type Graph, type GraphEdge, type GraphNode, nodeId } from "./graph.ts";
import { rereferenced } from "./rereference.ts";

/** What a person does to a graph, by mouse or by keyboard. */
export type GraphEdit =
  /** After a step, it stands in the way that leads on from there. */
  | { do: "add"; node: GraphNode; after?: string }
  /** What led to a step that goes leads to what came after it. */
  | { do: "remove"; nodes?: readonly string[]; edges?: readonly number[] }
  | { do: "connect"; from: string; to: string }
  /** The edge leads from or to another step. */
  | { do: "reconnect"; edge: number; from: string; to: string }
  /** What is undefined is left out from then on. */
  | { do: "change-node"; id: string; fields: Readonly<Record<string, unknown>> }
  | { do: "change-edge"; edge: number; fields: Partial<Record<"when" | "on" | "label", string | undefined>> }
  /** Whatever refers to the step refers to its new name. */
  | { do: "rename"; id: string; to: string }
  /** In the list; the ways stay as they are. */
  | { do: "move"; id: string; by: -1 | 1 }
  | { do: "begin-with"; id: string }
  | { do: "place"; places: Readonly<Record<string, { x: number; y: number }>> }
  /** Every step is placed by its ways again. */
  | { do: "tidy" };

/** The graph afterwards; the same object where the edit means nothing. It may be a graph that cannot be published yet. */
export function editGraph(graph: Graph, edit: GraphEdit): Graph {
  switch (edit.do) {
    case "add":
      return add(graph, edit.node, edit.after);
    case "remove":
      return remove(graph, edit.nodes ?? [], edit.edges ?? []);
    case "connect":
      return connect(graph, edit.from, edit.to);
    case "reconnect":
      return reconnect(graph, edit.edge, edit.from, edit.to);
    case "change-node":
      return changeNode(graph, edit.id, edit.fields);
    case "change-edge":
      return withEdge(graph, edit.edge, (edge) => without({ ...edge, ...edit.fields } as GraphEdge));
    case "rename":
      return rename(graph, edit.id, edit.to);
    case "move":
      return move(graph, edit.id, edit.by);
    case "begin-with":
      return edit.id === graph.start || !has(graph, edit.id) ? graph : { ...graph, start: edit.id };
    case "place":
      return place(graph, edit.places);
    case "tidy":
      return graph.nodes.some((node) => node.place)
        ? { ...graph, nodes: graph.nodes.map((node) => without({ ...node, place: undefined })) }
        : graph;
    default:
      return edit satisfies never;
  }
}

/** The labels that the ways from a step may have; null where they have none. */
export function labelsOf(node: GraphNode | undefined): string[] | null {
  if (node?.kind === "router") return node.options.map(({ label }) => label);
  return node?.kind === "loop" ? ["again", "done"] : null;
}

const has = ({ nodes }: Graph, id: string) => nodes.some((node) => node.id === id);

function add(graph: Graph, node: GraphNode, after: string | undefined): Graph {
  if (has(graph, node.id)) return graph;
  const at = graph.nodes.findIndex(({ id }) => id === after);
  const before = graph.nodes[at];
  if (!before) return { ...graph, nodes: [...graph.nodes, node] };
  const nodes = graph.nodes.toSpliced(at + 1, 0, node);
  if (before.kind === "end") return { ...graph, nodes };
  const ways = graph.edges.filter(({ from, on }) => from === before.id && on === undefined);
  const [only] = ways;
  const leadsOn = node.kind !== "end";
  if (ways.length === 1 && only && leadsOn) {
    // A loop that stands in a way is left by `done`.
    const label = labelsOf(node)?.at(-1);
    const on: GraphEdge = { from: node.id, to: only.to, ...(label !== undefined && { label }) };
    return {
      ...graph,
      nodes,
      edges: graph.edges.flatMap((edge) => (edge === only ? [{ ...edge, to: node.id }, on] : [edge])),
    };
  }
  return { ...graph, nodes, edges: [...graph.edges, { ...wayFrom(before, graph.edges), to: node.id }] };
}

function remove(graph: Graph, ids: readonly string[], places: readonly number[]): Graph {
  const edges = graph.edges.filter((_edge, index) => !places.includes(index));
  const lighter = edges.length === graph.edges.length ? graph : { ...graph, edges };
  return ids.reduce(removeNode, lighter);
}

function removeNode(graph: Graph, id: string): Graph {
  const nodes = graph.nodes.filter((node) => node.id !== id);
  // A graph has one step at least.
  if (nodes.length === graph.nodes.length || nodes.length === 0) return graph;
  const out = graph.edges.filter(({ from, to }) => from === id && to !== id);
  const [on] = out;
  const heir = out.length === 1 && on && on.on === undefined ? on.to : null;
  const edges = graph.edges.flatMap((edge): GraphEdge[] => {
    if (edge.from === id) return [];
    if (edge.to !== id) return [edge];
    return heir === null || heir === edge.from ? [] : [{ ...edge, to: heir }];
  });
  const start = graph.start === id ? (heir ?? out[0]?.to ?? nodes[0]?.id ?? "") : graph.start;
  return { start, nodes, edges: distinct(edges) };
}

function connect(graph: Graph, from: string, to: string): Graph {
  const node = graph.nodes.find(({ id }) => id === from);
  if (!node || !has(graph, to) || node.kind === "end") return graph;
  const edge: GraphEdge = { ...wayFrom(node, graph.edges), to };
  return graph.edges.some((each) => sameWay(each, edge)) ? graph : { ...graph, edges: [...graph.edges, edge] };
}

function reconnect(graph: Graph, place: number, from: string, to: string): Graph {
  const node = graph.nodes.find(({ id }) => id === from);
  const old = graph.edges[place];
  if (!node || !old || !has(graph, to) || (old.from === from && old.to === to)) return graph;
  const others = graph.edges.toSpliced(place, 1);
  const edge = old.from === from ? { ...old, to } : { ...wayFrom(node, others), to };
  if (others.some((each) => sameWay(each, edge))) return graph;
  return { ...graph, edges: graph.edges.with(place, edge) };
}

function changeNode(graph: Graph, id: string, fields: Readonly<Record<string, unknown>>): Graph {
  const old = graph.nodes.find((node) => node.id === id);
  if (!old) return graph;
  // Neither its name nor its kind is a setting.
  const changed = without({ ...old, ...fields, id, kind: old.kind } as GraphNode);
  const nodes = graph.nodes.map((node) => (node === old ? changed : node));
  return { ...graph, nodes, edges: relabelled(graph.edges, old, changed) };
}

/** The ways of a router follow its options: by place where there are as many as before, else by name. */
function relabelled(edges: GraphEdge[], old: GraphNode, changed: GraphNode): GraphEdge[] {
  const before = labelsOf(old);
  const after = labelsOf(changed);
  if (old.kind !== "router" || !before || !after) return edges;
  const renamed = before.length === after.length;
  return edges.flatMap((edge): GraphEdge[] => {
    if (edge.from !== old.id || edge.label === undefined || after.includes(edge.label)) return [edge];
    const label = renamed ? after[before.indexOf(edge.label)] : undefined;
    return label === undefined ? [] : [{ ...edge, label }];
  });
}

function rename(graph: Graph, id: string, to: string): Graph {
  if (id === to || !has(graph, id) || has(graph, to) || !nodeId.safeParse(to).success) return graph;
  const named = (name: string) => (name === id ? to : name);
  return {
    start: named(graph.start),
    nodes: graph.nodes.map((node) => ({ ...rereferenced(node, id, to), id: named(node.id) })),
    edges: graph.edges.map((edge) => ({ ...rereferenced(edge, id, to), from: named(edge.from), to: named(edge.to) })),
  };
}

function move(graph: Graph, id: string, by: -1 | 1): Graph {
  const at = graph.nodes.findIndex((node) => node.id === id);
  const node = graph.nodes[at];
  const other = graph.nodes[at + by];
  if (!node || !other) return graph;
  return { ...graph, nodes: graph.nodes.with(at, other).with(at + by, node) };
}

function place(graph: Graph, places: Readonly<Record<string, { x: number; y: number }>>): Graph {
  const moved = (node: GraphNode): GraphNode => {
    const to = Object.hasOwn(places, node.id) ? places[node.id] : undefined;
    const rounded = to && { x: Math.round(to.x), y: Math.round(to.y) };
    if (!rounded || (node.place?.x === rounded.x && node.place.y === rounded.y)) return node;
    return { ...node, place: rounded };
  };
  const nodes = graph.nodes.map(moved);
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

/** A way on from a step, with the first label that none of its ways has yet. */
function wayFrom(node: GraphNode, edges: readonly GraphEdge[]): Omit<GraphEdge, "to"> {
  const used = edges.filter(({ from }) => from === node.id).map(({ label }) => label);
  const label = labelsOf(node)?.find((each) => !used.includes(each));
  return { from: node.id, ...(label !== undefined && { label }) };
}

function withEdge(graph: Graph, place: number, change: (edge: GraphEdge) => GraphEdge): Graph {
  const edge = graph.edges[place];
  return edge ? { ...graph, edges: graph.edges.with(place, change(edge)) } : graph;
}

function sameWay(a: GraphEdge, b: GraphEdge): boolean {
  return a.from === b.from && a.to === b.to && a.label === b.label && a.when === b.when && a.on === b.on;
}

function distinct(edges: readonly GraphEdge[]): GraphEdge[] {
  return edges.filter((edge, index) => edges.findIndex((each) => sameWay(each, edge)) === index);
}

function without<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== "")) as T;
}
