import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkWorkflow } from "../../lib/workflows/check-workflow.ts";
import { readBody } from "../../lib/workflows/findings.ts";
import { editGraph, type GraphEdit } from "../../lib/workflows/graph/edit-graph.ts";
import { type Graph, type GraphNode, graphEdge, graphNode } from "../../lib/workflows/graph/graph.ts";
import { blankGraph, newNode, nodeKinds } from "../../lib/workflows/graph/new-node.ts";
import { workflowPresets } from "../../lib/workflows/presets.ts";

const names = { agents: ["general", "writer", "critic"], functions: ["calculate"], workflows: ["coach"] };
const known = {
  hasAgent: (name: string) => names.agents.includes(name),
  hasTool: (name: string) => names.functions.includes(name),
  hasWorkflow: (name: string) => names.workflows.includes(name),
};
const blank = blankGraph(names);
const edited = (graph: Graph, ...edits: GraphEdit[]): Graph => edits.reduce(editGraph, graph);
const ways = ({ edges }: Graph) =>
  edges.map(({ from, to, label }) => `${from} → ${to}${label ? ` (${label})` : ""}`).sort();
const added = (graph: Graph, kind: GraphNode["kind"], after?: string): Graph =>
  editGraph(graph, { do: "add", node: newNode(graph, kind, names), ...(after !== undefined && { after }) });
const findings = (graph: Graph) => {
  const read = readBody("made", { how: { kind: "graph", ...graph } });
  return read.workflow ? checkWorkflow(read.workflow, known) : read.findings;
};
const reviewLoop = () => {
  const how = workflowPresets.find(({ name }) => name === "review-loop")?.how;
  return how?.kind === "graph" ? { start: how.start, nodes: how.nodes, edges: how.edges } : expect.fail("no preset");
};

describe("a graph that is edited", () => {
  test("begins as one that can be published", () => {
    expect(findings(blank)).toEqual([]);
  });

  test("takes a new step into the way that leads on from the one before it", () => {
    const graph = added(blank, "agent", "answer");
    expect(graph.nodes.map(({ id }) => id)).toEqual(["start", "answer", "step", "done"]);
    expect(ways(graph)).toEqual(["answer → step", "start → answer", "step → done"]);
    expect(findings(graph)).toEqual([]);
  });

  test("takes a loop into a way so that it is left by `done`, and says what is missing", () => {
    const graph = added(blank, "loop", "answer");
    expect(ways(graph)).toContain("rounds → done (done)");
    expect(findings(graph)).toEqual([
      { path: "how.nodes.2.kind", message: 'The loop "rounds" needs a way with the label "again"' },
    ]);
    const whole = edited(graph, { do: "connect", from: "rounds", to: "answer" });
    expect(ways(whole)).toContain("rounds → answer (again)");
    expect(findings(whole)).toEqual([]);
  });

  test("leaves a step alone that comes after nobody", () => {
    const graph = added(blank, "person");
    expect(ways(graph)).toEqual(ways(blank));
    expect(findings(graph)).toEqual([{ path: "how.nodes.3", message: 'Nothing leads to the step "ask"' }]);
  });

  test("closes the way over a step that is taken out", () => {
    expect(ways(edited(added(blank, "agent", "answer"), { do: "remove", nodes: ["step"] }))).toEqual(ways(blank));
    const withoutStart = edited(blank, { do: "remove", nodes: ["start"] });
    expect(withoutStart.start).toBe("answer");
    expect(findings(withoutStart)).toEqual([]);
  });

  test("keeps its last step", () => {
    const graph = edited(blank, { do: "remove", nodes: ["start", "answer", "done"] });
    expect(graph.nodes).toHaveLength(1);
    expect(graph.start).toBe(graph.nodes[0]?.id);
  });

  test("connects once, with the next label of a decision, and never from an end", () => {
    const chosen = added(blank, "router", "answer");
    const graph = edited(chosen, { do: "connect", from: "choose", to: "answer" });
    expect(ways(graph)).toEqual([
      "answer → choose",
      "choose → answer (one)",
      "choose → done (other)",
      "start → answer",
    ]);
    const again: GraphEdit = { do: "connect", from: "answer", to: "choose" };
    expect(editGraph(graph, again)).toBe(graph);
    expect(edited(graph, { do: "connect", from: "done", to: "answer" })).toBe(graph);
  });

  test("leads a way elsewhere", () => {
    const graph = edited(added(blank, "agent"), { do: "reconnect", edge: 1, from: "answer", to: "step" });
    expect(ways(graph)).toEqual(["answer → step", "start → answer"]);
  });

  test("lets the ways of a decision follow its options", () => {
    const chosen = edited(added(blank, "router", "answer"), { do: "connect", from: "choose", to: "answer" });
    const options = [
      { label: "yes", description: "It is good" },
      { label: "other", description: "It is not" },
    ];
    const renamed = edited(chosen, { do: "change-node", id: "choose", fields: { options } });
    expect(ways(renamed)).toContain("choose → answer (yes)");
    const more = [...options, { label: "third", description: "" }];
    const fewer = edited(
      renamed,
      { do: "change-node", id: "choose", fields: { options: more } },
      {
        do: "change-node",
        id: "choose",
        fields: { options: more.slice(1) },
      },
    );
    expect(ways(fewer)).not.toContain("choose → answer (yes)");
    expect(ways(fewer)).toContain("choose → done (other)");
  });

  test("calls a step by its new name wherever it is spoken of", () => {
    const graph = edited(reviewLoop(), { do: "rename", id: "review", to: "look" });
    expect(JSON.stringify(graph)).not.toMatch(/nodes\.review|"review"/);
    expect(JSON.stringify(graph)).toContain("nodes.look.output.good");
    expect(findings(graph).filter(({ message }) => !message.includes("agent"))).toEqual([]);
    for (const to of ["write", "Not a name", ""]) expect(edited(graph, { do: "rename", id: "look", to })).toBe(graph);
  });

  test("moves a step in the list, and a picture's boxes, and nothing else", () => {
    const moved = edited(blank, { do: "move", id: "done", by: -1 });
    expect(moved.nodes.map(({ id }) => id)).toEqual(["start", "done", "answer"]);
    expect(moved.edges).toBe(blank.edges);
    expect(edited(blank, { do: "move", id: "start", by: -1 })).toBe(blank);
    const placed = edited(blank, { do: "place", places: { answer: { x: 10.4, y: 20 } } });
    expect(placed.nodes[1]).toMatchObject({ place: { x: 10, y: 20 } });
    expect(findings(placed)).toEqual([]);
    expect(edited(placed, { do: "tidy" })).toEqual(blank);
  });

  test("leaves out of a step what is emptied, but neither its name nor its kind", () => {
    const told = edited(blank, { do: "change-node", id: "answer", fields: { task: "Say it", retries: 2 } });
    expect(told.nodes[1]).toMatchObject({ task: "Say it", retries: 2 });
    const fields = { task: "", retries: undefined, kind: "end", id: "other" };
    expect(edited(told, { do: "change-node", id: "answer", fields })).toEqual(blank);
  });

  test("is of the right form after any edits, with ways only between steps that are there", () => {
    const id = fc.constantFrom("start", "answer", "done", "step", "choose", "rounds", "nobody");
    const edit: fc.Arbitrary<GraphEdit | { do: "new"; kind: GraphNode["kind"]; after: string }> = fc.oneof(
      fc.record({ do: fc.constant("new" as const), kind: fc.constantFrom(...nodeKinds), after: id }),
      fc.record({ do: fc.constant("remove" as const), nodes: fc.array(id, { maxLength: 2 }) }),
      fc.record({ do: fc.constant("remove" as const), edges: fc.array(fc.nat(5), { maxLength: 2 }) }),
      fc.record({ do: fc.constant("connect" as const), from: id, to: id }),
      fc.record({ do: fc.constant("reconnect" as const), edge: fc.nat(5), from: id, to: id }),
      fc.record({ do: fc.constant("rename" as const), id, to: id }),
      fc.record({ do: fc.constant("move" as const), id, by: fc.constantFrom(-1 as const, 1 as const) }),
      fc.record({ do: fc.constant("begin-with" as const), id }),
      fc.constant({ do: "tidy" as const }),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const graph = edits.reduce<Graph>(
          (before, each) => (each.do === "new" ? added(before, each.kind, each.after) : editGraph(before, each)),
          blank,
        );
        const ids = graph.nodes.map((node) => node.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toContain(graph.start);
        for (const { from, to } of graph.edges) expect([ids.includes(from), ids.includes(to)]).toEqual([true, true]);
        for (const node of graph.nodes) expect(graphNode.safeParse(node).success).toBe(true);
        for (const edge of graph.edges) expect(graphEdge.safeParse(edge).success).toBe(true);
      }),
    );
  });
});
