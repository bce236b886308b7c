import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { WorkflowOf } from "../workflow.ts";
import { briefFor, contextOf } from "./brief.ts";

type Crew = WorkflowOf<"crew">;

/** The graph that a crew without a manager is: each task waits for those whose results it needs. */
export function crewGraph(crew: Crew): Graph {
  const first = crew.members[0]?.agent ?? "";
  const nodes = crew.tasks.map((task, index): GraphNode => {
    const agent = task.agent ?? crew.members[index % crew.members.length]?.agent ?? first;
    const { id, title, schema, retries, fallback, limits } = task;
    return {
      id,
      kind: "agent",
      agent,
      task: `${escaped(briefFor(crew, agent, task))}\n\nWhat it is all for:\n{{ input }}${resultsOf(contextOf(crew, task))}`,
      sees: "task",
      speaks: true,
      join: "all",
      ...(title && { title }),
      ...(schema && { schema }),
      ...(retries && { retries }),
      ...(fallback && { fallback }),
      ...(limits && { limits }),
    };
  });
  const edges = crew.tasks.flatMap((task, index): GraphEdge[] => {
    const before = crew.process === "sequential" ? crew.tasks.slice(Math.max(0, index - 1), index) : [];
    const needed = [...new Set([...before.map(({ id }) => id), ...(task.context ?? [])])];
    return (needed.length > 0 ? needed : ["start"]).map((from) => ({ from, to: task.id }));
  });
  const used = new Set(edges.map(({ from }) => from));
  const last = crew.tasks.filter(({ id }) => !used.has(id)).map(({ id }): GraphEdge => ({ from: id, to: "end" }));
  return {
    start: "start",
    nodes: [{ id: "start", kind: "start" }, ...nodes, { id: "end", kind: "end", join: "all" }],
    edges: [...edges, ...last],
  };
}

function resultsOf(tasks: readonly string[]): string {
  return tasks.map((id) => `\n\nThe result of "${id}":\n{{ nodes.${id}.text }}`).join("");
}

/** What people wrote into a task is no template. */
function escaped(text: string): string {
  return text.replaceAll("{{", "{ {");
}
