import { unreachable } from "../core/errors.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph/graph.ts";
import { edgeId } from "./graph/plan.ts";
import { graphOf } from "./graph-of.ts";
import { person } from "./group-chat/person.ts";
import { usualThreshold } from "./router/router.ts";
import type { Workflow, WorkflowOf } from "./workflow.ts";

/** A workflow to look at: as boxes with arrows, or as a list that says the same. */
export interface Picture {
  /** The first is where it begins. */
  nodes: PictureNode[];
  edges: PictureEdge[];
}

export interface PictureNode {
  id: string;
  kind: GraphNode["kind"];
  title: string;
  /** The agent, function or workflow that does it. */
  who: string | null;
  /** What else there is to know, a sentence each. */
  notes: string[];
}

export interface PictureEdge {
  /** Of a graph's way, as the log names it when it is taken. */
  id: string;
  from: string;
  to: string;
  /** When it is taken; none: always. */
  label: string | null;
}

export function pictureOf(workflow: Workflow): Picture {
  const graph = graphOf(workflow);
  if (graph) return ofGraph(graph);
  switch (workflow.kind) {
    case "router":
      return ofRouter(workflow);
    case "group-chat":
      return ofGroupChat(workflow);
    case "crew":
      return ofManagedCrew(workflow);
    case "chain":
    case "graph":
      throw new Error("A chain or a graph without its graph.");
    default:
      return unreachable(workflow);
  }
}

function ofGraph({ start, nodes, edges }: Graph): Picture {
  const first = nodes.filter(({ id }) => id === start);
  return {
    nodes: [...first, ...nodes.filter(({ id }) => id !== start)].map(ofNode),
    edges: edges.map((edge, index) => ({
      id: edgeId(edge, index),
      from: edge.from,
      to: edge.to,
      label: labelOf(edge),
    })),
  };
}

function ofNode(node: GraphNode): PictureNode {
  const { id, kind, title } = node;
  const notes = [
    ...("over" in node ? [`For each of: ${node.over}`] : []),
    ...("max" in node ? [`At most ${node.max} times${node.while ? `, while ${node.while}` : ""}`] : []),
    ...("question" in node && node.question ? [`Asks: ${node.question}`] : []),
    ...("options" in node ? node.options.map(({ label, description }) => `${label}: ${description}`) : []),
    ...("rule" in node ? [`Makes one of all, as ${node.rule}`] : []),
    ...("retries" in node && node.retries ? [`Tried again ${node.retries} times`] : []),
    ...("fallback" in node && node.fallback ? [`Else ${node.fallback} does it`] : []),
    ...("speaks" in node && node.speaks === false ? ["Has a transcript of its own"] : []),
  ];
  return { id, kind, title: title ?? inWords(id), who: whoDoes(node), notes };
}

function whoDoes(node: GraphNode): string | null {
  if ("agent" in node) return node.agent;
  if ("function" in node) return node.function;
  if ("workflow" in node) return node.workflow;
  return null;
}

function labelOf({ when, on, label }: GraphEdge): string | null {
  return label ?? when ?? (on === "error" ? "if it failed" : null);
}

function ofRouter({ agents, rules = [], classifier, fallback }: WorkflowOf<"router">): Picture {
  const message: PictureNode = { id: "message", kind: "start", title: "A message", who: null, notes: [] };
  const asked: PictureNode[] = classifier
    ? [
        {
          id: "asked",
          kind: "router",
          title: "Ask",
          who: classifier.agent,
          notes: [
            "Names one of the agents",
            `Followed from ${Math.round((classifier.threshold ?? usualThreshold) * 100)} % on; else ${classifier.asks ? "the person is asked" : `${fallback} answers`}`,
          ],
        },
      ]
    : [];
  const keywordsOf = (agent: string) => rules.filter((rule) => rule.agent === agent).flatMap((rule) => rule.keywords);
  const answering = agents.map((agent): PictureNode => {
    const keywords = keywordsOf(agent);
    return {
      id: agent,
      kind: "agent",
      title: agent,
      who: agent,
      notes: [
        ...(keywords.length > 0 ? [`Keywords: ${keywords.join(", ")}`] : []),
        ...(agent === fallback ? ["Answers where nobody else does"] : []),
      ],
    };
  });
  return {
    nodes: [message, ...asked, ...answering],
    edges: numbered([
      ...agents
        .filter((agent) => keywordsOf(agent).length > 0 || (!classifier && agent === fallback))
        .map((agent) => ({ from: "message", to: agent, label: keywordsOf(agent).length > 0 ? "keywords" : "else" })),
      ...(classifier ? [{ from: "message", to: "asked", label: "else" }] : []),
      // It may name any of them; that there is no other way is told by an arrow alone.
      ...agents
        .filter((agent) => classifier && keywordsOf(agent).length === 0)
        .map((agent) => ({ from: "asked", to: agent, label: null })),
    ]),
  };
}

const selections = {
  turn: "by turns",
  random: "at random",
  person: "chosen by the person",
  model: "chosen by an agent",
  rules: "by rules on the last message",
};

function ofGroupChat({
  members,
  topic,
  select,
  transitions,
  maxRounds,
  end,
  closing,
}: WorkflowOf<"group-chat">): Picture {
  const by = select?.by ?? "turn";
  const next: PictureNode = {
    id: "next speaker",
    kind: "router",
    title: "Next speaker",
    who: select?.by === "model" ? select.agent : null,
    notes: [
      `Speakers are found ${selections[by]}`,
      ...(maxRounds ? [`At most ${maxRounds} rounds`] : []),
      ...(end?.phrase ? [`Ends when somebody says “${end.phrase}”`] : []),
      ...(end?.judge ? [`Ends when ${end.judge.agent} says so`] : []),
      ...(end?.silence ? [`Ends after ${end.silence} in a row with nothing to add`] : []),
      ...(topic ? [topic] : []),
    ],
  };
  const speakers = members.map((member): PictureNode => {
    const after = transitions?.[member];
    const kind = member === person ? "person" : "agent";
    const notes = after ? [`After it: ${after.join(", ")}`] : [];
    return { id: member, kind, title: member, who: member, notes };
  });
  const last: PictureNode[] = closing
    ? [{ id: "closing", kind: "end", title: "Closing", who: closing, notes: ["Sums up when it has ended"] }]
    : [];
  return {
    nodes: [next, ...speakers, ...last],
    edges: numbered([
      ...members.map((member) => ({ from: next.id, to: member, label: null })),
      ...members.flatMap((member) => (closing ? [{ from: member, to: "closing", label: "at the end" }] : [])),
    ]),
  };
}

function ofManagedCrew({ members, tasks, manager, maxReturns }: WorkflowOf<"crew">): Picture {
  const leads: PictureNode = {
    id: "manager",
    kind: "router",
    title: "Manager",
    who: manager ?? members[0]?.agent ?? null,
    notes: [
      "Gives out the tasks, and accepts or returns what comes back",
      ...(maxReturns === undefined ? [] : [`Returns a result ${maxReturns} times at most`]),
    ],
  };
  return {
    nodes: [
      leads,
      ...tasks.map(
        ({ id, title, agent, description }): PictureNode => ({
          id,
          kind: "agent",
          title: title ?? inWords(id),
          who: agent ?? null,
          notes: [description],
        }),
      ),
    ],
    edges: numbered(tasks.map(({ id }) => ({ from: "manager", to: id, label: null }))),
  };
}

/** Ways that no log names. */
function numbered(edges: readonly Omit<PictureEdge, "id">[]): PictureEdge[] {
  return edges.map((edge, index) => ({ id: `${edge.from}>${edge.to}~${index}`, ...edge }));
}

/** A name as a title. */
export function inWords(id: string): string {
  const text = id.replaceAll(/[_-]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
