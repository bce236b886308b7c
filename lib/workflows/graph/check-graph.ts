import type { FieldProblem } from "../../definitions/kind.ts";
import { expressionTrouble } from "../expression.ts";
import { templateTroubles } from "../template.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";
import { planGraph } from "./plan.ts";

interface Names {
  hasAgent(name: string): boolean;
  hasTool(name: string): boolean;
  hasWorkflow(name: string): boolean;
}

/** What is wrong with a graph: steps that nothing leads to, no end, circles without a bound, names and conditions that mean nothing. */
export function checkGraph(graph: Graph, names: Names, own: string): FieldProblem[] {
  const ids = graph.nodes.map(({ id }) => id);
  const form = [
    ...graph.nodes.flatMap(({ id }, index) =>
      ids.indexOf(id) === index ? [] : [{ path: `how.nodes.${index}.id`, message: `"${id}" is the name of two steps` }],
    ),
    ...graph.edges.flatMap(({ from, to }, index) =>
      [from, to]
        .filter((id) => !ids.includes(id))
        .map((id) => ({ path: `how.edges.${index}`, message: `There is no step "${id}"` })),
    ),
    ...(ids.includes(graph.start) ? [] : [{ path: "how.start", message: `There is no step "${graph.start}"` }]),
  ];
  if (form.length > 0) return form;
  return [
    ...reach(graph),
    ...bounds(graph),
    ...graph.nodes.flatMap((node, index) => checkNode(node, `how.nodes.${index}`, graph, names, own)),
    ...graph.edges.flatMap((edge, index) => checkEdge(edge, `how.edges.${index}`)),
  ];
}

function reach(graph: Graph): FieldProblem[] {
  const reached = new Set([graph.start]);
  for (const id of reached) for (const { from, to } of graph.edges) if (from === id) reached.add(to);
  const lost = graph.nodes.flatMap(({ id }, index) =>
    reached.has(id) ? [] : [{ path: `how.nodes.${index}`, message: `Nothing leads to the step "${id}"` }],
  );
  const ends = graph.nodes.some(({ id }) => reached.has(id) && !graph.edges.some(({ from }) => from === id));
  return ends ? lost : [...lost, { path: "how.edges", message: "It has no end: every step leads to another one" }];
}

/** A circle must go through a loop, which counts its rounds. */
function bounds(graph: Graph): FieldProblem[] {
  const loops = new Set(graph.nodes.filter(({ kind }) => kind === "loop").map(({ id }) => id));
  const rest = {
    start: graph.start,
    nodes: graph.nodes.filter(({ id }) => !loops.has(id)),
    edges: graph.edges.filter(({ from, to }) => !loops.has(from) && !loops.has(to)),
  };
  const plan = planGraph(rest);
  const circling = rest.nodes.filter(({ id }) => plan.isCircle(id)).map(({ id }) => id);
  if (circling.length === 0) return [];
  const message = `These go in a circle without a loop that bounds it: ${circling.join(", ")}`;
  return [{ path: "how.edges", message }];
}

function checkNode(node: GraphNode, path: string, graph: Graph, names: Names, own: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string) => problems.push({ path: `${path}.${field}`, message });
  const labels = graph.edges.filter(({ from }) => from === node.id).map(({ label }) => label);

  if ("agent" in node && !names.hasAgent(node.agent)) say("agent", `There is no agent "${node.agent}"`);
  if ("fallback" in node && node.fallback && !names.hasAgent(node.fallback))
    say("fallback", `There is no agent "${node.fallback}"`);
  if (node.kind === "function" && !names.hasTool(node.function))
    say("function", `There is no function "${node.function}"`);
  if (node.kind === "workflow" && node.workflow === own) say("workflow", "It cannot be a step of itself");
  else if (node.kind === "workflow" && !names.hasWorkflow(node.workflow))
    say("workflow", `There is no workflow "${node.workflow}"`);
  if (node.kind === "router")
    for (const { label } of node.options)
      if (!labels.includes(label)) say("options", `No way leads on from "${node.id}" for "${label}"`);
  if (node.kind === "loop")
    for (const label of ["again", "done"])
      if (!labels.includes(label)) say("kind", `The loop "${node.id}" needs a way with the label "${label}"`);
  for (const [field, text] of templatesOf(node)) for (const trouble of templateTroubles(text)) say(field, trouble);
  for (const [field, text] of expressionsOf(node)) {
    const trouble = expressionTrouble(text);
    if (trouble) say(field, trouble);
  }
  return problems;
}

function checkEdge({ when }: GraphEdge, path: string): FieldProblem[] {
  const trouble = when === undefined ? null : expressionTrouble(when);
  return trouble ? [{ path: `${path}.when`, message: trouble }] : [];
}

function templatesOf(node: GraphNode): [field: string, text: string][] {
  const found: [string, string | undefined][] = [
    ["task", "task" in node ? node.task : undefined],
    ["question", "question" in node ? node.question : undefined],
    ["output", node.kind === "end" ? node.output : undefined],
    ["arguments", node.kind === "function" ? JSON.stringify(node.arguments ?? {}).replaceAll('\\"', '"') : undefined],
  ];
  return found.filter((each): each is [string, string] => each[1] !== undefined);
}

function expressionsOf(node: GraphNode): [field: string, text: string][] {
  if (node.kind === "loop" && node.while !== undefined) return [["while", node.while]];
  return node.kind === "map" ? [["over", node.over]] : [];
}
