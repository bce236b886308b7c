import type { FieldProblem } from "../definitions/kind.ts";
import { placedChain } from "./chain/chain-graph.ts";
import { checkFit, type Forms } from "./chain/check-fit.ts";
import { checkCrew } from "./crew/check-crew.ts";
import { expressionTrouble } from "./expression.ts";
import { checkGraph } from "./graph/check-graph.ts";
import { graphOf } from "./graph-of.ts";
import { person } from "./group-chat/person.ts";
import type { Workflow, WorkflowOf } from "./workflow.ts";

/** What there is to name, as it stands now. */
export interface Names extends Forms {
  hasAgent(name: string): boolean;
  hasTool(name: string): boolean;
  hasWorkflow(name: string): boolean;
}

/** What hinders publishing a workflow of the right form: names of nobody, ways that lead nowhere, circles without an end. */
export function checkWorkflow(workflow: Workflow, names: Names): FieldProblem[] {
  const problems = [...agentsNamed(workflow)]
    .filter(([, agent]) => !names.hasAgent(agent))
    .map(([path, agent]) => ({ path, message: `There is no agent "${agent}"` }));
  const graph = graphOf(workflow);
  const own = workflow.kind === "graph";
  const fromGraph = graph && (problems.length === 0 || own) ? checkGraph(graph, names, workflow.name) : [];
  const found = own ? fromGraph : fromGraph.map((problem) => ({ ...problem, path: writtenAt(problem.path, workflow) }));
  switch (workflow.kind) {
    case "crew":
      return [...problems, ...checkCrew(workflow), ...found];
    case "group-chat":
      return [...problems, ...checkGroupChat(workflow)];
    case "router":
      return [...problems, ...checkRouter(workflow)];
    case "chain":
      return [...problems, ...found, ...checkFit(workflow.steps, names)];
    default:
      return [...problems, ...found];
  }
}

/** Where that which a place of the graph was made from was written: what a chain or a crew was made into has places that nobody wrote. */
function writtenAt(path: string, workflow: Workflow): string {
  const [, part, index, field = ""] = /^how\.(nodes|edges)\.(\d+)(.*)$/.exec(path) ?? [];
  if (part === undefined) return "how";
  if (workflow.kind === "crew") return part === "nodes" ? `how.tasks.${Number(index) - 1}` : "how";
  if (workflow.kind !== "chain") return path;
  const { graph, places } = placedChain(workflow.steps);
  const from = graph.edges[Number(index)]?.from;
  const node = part === "nodes" ? Number(index) : graph.nodes.findIndex(({ id }) => id === from);
  const place = places[node];
  if (!place) return "how";
  return `${place}${field === ".question" ? ".person" : field}`;
}

function checkRouter({ agents, rules, fallback }: WorkflowOf<"router">): FieldProblem[] {
  const stray = (rules ?? []).flatMap(({ agent }, index) =>
    agents.includes(agent) ? [] : [{ path: `how.rules.${index}.agent`, message: `"${agent}" is none of its agents` }],
  );
  return agents.includes(fallback)
    ? stray
    : [...stray, { path: "how.fallback", message: `"${fallback}" is none of its agents` }];
}

function checkGroupChat(chat: WorkflowOf<"group-chat">): FieldProblem[] {
  const stranger = (path: string, name: string): FieldProblem[] =>
    chat.members.includes(name) ? [] : [{ path, message: `"${name}" is none of its members` }];
  const { select, transitions = {} } = chat;
  return [
    ...(chat.members.every((member) => member === person)
      ? [{ path: "how.members", message: "Somebody else must speak too" }]
      : []),
    ...Object.entries(transitions).flatMap(([from, to]) => [
      ...stranger(`how.transitions.${from}`, from),
      ...to.flatMap((name) => stranger(`how.transitions.${from}`, name)),
    ]),
    ...(select?.by === "rules"
      ? select.rules.flatMap(({ when, next }, index) => {
          const trouble = expressionTrouble(when);
          const path = `how.select.rules.${index}`;
          return [...stranger(`${path}.next`, next), ...(trouble ? [{ path: `${path}.when`, message: trouble }] : [])];
        })
      : []),
  ];
}

/** Every agent that it names outside of a graph's nodes, with where. */
export function* agentsNamed(workflow: Workflow): Generator<[path: string, agent: string]> {
  switch (workflow.kind) {
    case "router":
      for (const [index, agent] of workflow.agents.entries()) yield [`how.agents.${index}`, agent];
      if (workflow.classifier) yield ["how.classifier.agent", workflow.classifier.agent];
      return;
    case "group-chat":
      for (const [index, member] of workflow.members.entries())
        if (member !== person) yield [`how.members.${index}`, member];
      if (workflow.select?.by === "model") yield ["how.select.agent", workflow.select.agent];
      if (workflow.end?.judge) yield ["how.end.judge.agent", workflow.end.judge.agent];
      if (workflow.closing) yield ["how.closing", workflow.closing];
      return;
    case "crew":
      for (const [index, { agent }] of workflow.members.entries()) yield [`how.members.${index}.agent`, agent];
      for (const [index, { agent, fallback }] of workflow.tasks.entries()) {
        if (agent) yield [`how.tasks.${index}.agent`, agent];
        if (fallback) yield [`how.tasks.${index}.fallback`, fallback];
      }
      if (workflow.manager) yield ["how.manager", workflow.manager];
      return;
    default:
  }
}
