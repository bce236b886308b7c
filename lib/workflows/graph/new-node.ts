import { unreachable } from "../../core/errors.ts";
import type { Graph, GraphNode } from "./graph.ts";

/** What there is to name in a step that is new. */
export interface Nameable {
  agents: readonly string[];
  functions: readonly string[];
  workflows: readonly string[];
}

export const nodeKinds = [
  "agent",
  "router",
  "branch",
  "loop",
  "map",
  "person",
  "function",
  "workflow",
  "merge",
  "start",
  "end",
] as const satisfies readonly GraphNode["kind"][];

/** A step of this kind with a name that is free, and with all that it must have. */
export function newNode(graph: Pick<Graph, "nodes">, kind: GraphNode["kind"], names: Nameable): GraphNode {
  const base = kind === "function" || kind === "workflow" ? kind : (wishes[kind] ?? kind);
  const taken = new Set(graph.nodes.map(({ id }) => id));
  let id: string = base;
  for (let count = 2; taken.has(id); count++) id = `${base}_${count}`;
  const agent = names.agents.includes("general") ? "general" : (names.agents[0] ?? "general");
  switch (kind) {
    case "agent":
      return { id, kind, agent };
    case "router":
      return {
        id,
        kind,
        agent,
        options: [
          { label: "one", description: "When the first way fits" },
          { label: "other", description: "When it does not" },
        ],
      };
    case "loop":
      return { id, kind, max: 3 };
    case "map":
      return { id, kind, agent, over: "output", task: "{{ item }}" };
    case "person":
      return { id, kind, question: "Shall it go on?" };
    case "function":
      return { id, kind, function: names.functions[0] ?? "calculate" };
    case "workflow":
      return { id, kind, workflow: names.workflows[0] ?? "solo" };
    case "merge":
      return { id, kind, rule: "texts" };
    case "start":
    case "branch":
    case "end":
      return { id, kind };
    default:
      return unreachable(kind);
  }
}

const wishes: Partial<Record<GraphNode["kind"], string>> = {
  agent: "step",
  router: "choose",
  loop: "rounds",
  map: "each",
  person: "ask",
};

/** A graph to begin with: one agent answers. */
export function blankGraph(names: Nameable): Graph {
  const start: GraphNode = { id: "start", kind: "start" };
  const answer = { ...newNode({ nodes: [] }, "agent", names), id: "answer", title: "Answer" };
  return {
    start: start.id,
    nodes: [start, answer, { id: "done", kind: "end" }],
    edges: [
      { from: "start", to: "answer" },
      { from: "answer", to: "done" },
    ],
  };
}
