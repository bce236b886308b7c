import { describe, expect, test } from "vitest";
import { checkWorkflow } from "../../lib/workflows/check-workflow.ts";
import { evaluate } from "../../lib/workflows/expression.ts";
import { readBody } from "../../lib/workflows/findings.ts";
import type { WorkflowDefinition } from "../../lib/workflows/workflow.ts";
import { agent } from "../core/test-world.ts";
import { Play } from "./play.ts";

/** Everybody is there but `nobody`. */
const there = (name: string) => name !== "nobody";
function refusals(how: object): string[] {
  const read = readBody("made", { how });
  const found = read.workflow
    ? checkWorkflow(read.workflow, { hasAgent: there, hasTool: there, hasWorkflow: there })
    : read.findings;
  return found.map(({ path, message }) => `${path}: ${message}`);
}

const router = (more: object) => ({ kind: "router", agents: ["helios", "ceres"], fallback: "helios", ...more });
const chat = (more: object) => ({ kind: "group-chat", members: ["helios", "ceres"], ...more });
const crew = (more: object) => ({
  kind: "crew",
  process: "sequential",
  members: [{ agent: "helios" }],
  tasks: [{ id: "one", description: "Do it" }],
  ...more,
});
const graph = (node: object, edges: object[] = []) => ({
  kind: "graph",
  start: "go",
  nodes: [
    { id: "go", kind: "start" },
    { id: "it", ...node },
    { id: "end", kind: "end" },
  ],
  edges: [{ from: "go", to: "it" }, { from: "it", to: "end" }, ...edges],
});

describe("A workflow is refused", () => {
  test.each<[string, object, string]>([
    [
      "whose router knows no such agent",
      router({ agents: ["nobody"], fallback: "nobody" }),
      'how.agents.0: There is no agent "nobody"',
    ],
    [
      "whose rule leads to none of its agents",
      router({ rules: [{ agent: "zeus", keywords: ["sky"] }] }),
      'how.rules.0.agent: "zeus" is none of its agents',
    ],
    [
      "whose fallback is none of its agents",
      router({ fallback: "zeus" }),
      'how.fallback: "zeus" is none of its agents',
    ],
    [
      "whose classifier is nobody",
      router({ classifier: { agent: "nobody" } }),
      'how.classifier.agent: There is no agent "nobody"',
    ],
    [
      "in which a person would talk alone",
      chat({ members: ["person", "person"] }),
      "how.members: must not name anyone twice",
    ],
    [
      "in which nobody but one would talk",
      chat({ members: ["helios"] }),
      "how.members: Too small: expected array to have >=2 items",
    ],
    [
      "whose table names a stranger",
      chat({ transitions: { helios: ["zeus"] } }),
      'how.transitions.helios: "zeus" is none of its members',
    ],
    [
      "whose table is about a stranger",
      chat({ transitions: { zeus: ["helios"] } }),
      'how.transitions.zeus: "zeus" is none of its members',
    ],
    [
      "whose rule gives a stranger the turn",
      chat({ select: { by: "rules", rules: [{ when: "true", next: "zeus" }] } }),
      'how.select.rules.0.next: "zeus" is none of its members',
    ],
    [
      "whose judge is nobody",
      chat({ end: { judge: { agent: "nobody" } } }),
      'how.end.judge.agent: There is no agent "nobody"',
    ],
    ["whose last word is nobody's", chat({ closing: "nobody" }), 'how.closing: There is no agent "nobody"'],
    [
      "whose task has a name of the crew's own",
      crew({ tasks: [{ id: "start", description: "x" }] }),
      `how.tasks.0.id: "start" is a name of the crew's own`,
    ],
    ["whose manager is nobody", crew({ manager: "nobody" }), 'how.manager: There is no agent "nobody"'],
    [
      "whose task falls to nobody",
      crew({ tasks: [{ id: "one", description: "x", fallback: "nobody" }] }),
      'how.tasks.0.fallback: There is no agent "nobody"',
    ],
    [
      "that is a step of itself",
      graph({ kind: "workflow", workflow: "made" }),
      "how.nodes.1.workflow: It cannot be a step of itself",
    ],
    [
      "whose step is a workflow that is not there",
      graph({ kind: "workflow", workflow: "nobody" }),
      'how.nodes.1.workflow: There is no workflow "nobody"',
    ],
    [
      "whose step is a function that is not there",
      graph({ kind: "function", function: "nobody" }),
      'how.nodes.1.function: There is no function "nobody"',
    ],
    [
      "whose step falls to nobody",
      graph({ kind: "agent", agent: "helios", fallback: "nobody" }),
      'how.nodes.1.fallback: There is no agent "nobody"',
    ],
    [
      "whose decision leads nowhere for one of its options",
      graph(
        {
          kind: "router",
          agent: "helios",
          options: [
            { label: "up", description: "" },
            { label: "down", description: "" },
          ],
        },
        [{ from: "it", to: "end", label: "up" }],
      ),
      'how.nodes.1.options: No way leads on from "it" for "down"',
    ],
    [
      "that goes round with no bound",
      graph({ kind: "loop", max: 1_000 }),
      "how.nodes.1.max: Too big: expected number to be <=100",
    ],
    [
      "with two steps of one name",
      {
        ...graph({ kind: "branch" }),
        nodes: [
          { id: "go", kind: "start" },
          { id: "go", kind: "end" },
        ],
        edges: [{ from: "go", to: "go" }],
      },
      'how.nodes.1.id: "go" is the name of two steps',
    ],
    [
      "that begins nowhere",
      { ...graph({ kind: "branch" }), start: "nowhere" },
      'how.start: There is no step "nowhere"',
    ],
    [
      "with a regular expression",
      graph({ kind: "branch" }, [{ from: "it", to: "end", when: 'input.matches("a+")' }]),
      'how.edges.2.when: Regular expressions are not offered here; use contains("…").',
    ],
    [
      "that walks a list too often",
      graph({ kind: "map", agent: "helios", task: "x", over: "a.map(b, b.map(c, c.map(d, d)))" }),
      "how.nodes.1.over: At most 2 of map, filter, all and exists.",
    ],
  ])("%s", (_what, how, sentence) => {
    expect(refusals(how)).toContain(sentence);
  });

  test("with an empty condition, or one that is too long", () => {
    for (const when of [" ", "a".repeat(1_001)]) expect(evaluate(when, {}).ok).toBe(false);
  });
});

describe("A step is refused, and says why", () => {
  const mapping: WorkflowDefinition = {
    name: "made",
    how: graph({ kind: "map", agent: "helios", task: "{{ item }}", over: "output" }) as WorkflowDefinition["how"],
  };

  test("where there are more items than may be", () => {
    const play = new Play({ workflows: [mapping] }).post(JSON.stringify(Array(501).fill(1))).end();
    expect(play.conducted.finished?.error?.message).toContain("output has 501 items; 500 is the most.");
  });

  test("where an agent is given what it does not take", () => {
    const play = new Play({
      workflows: [{ name: "made", how: { kind: "chain", steps: [{ agent: "helios" }] } }],
      world: { misfit: ({ name }) => (name === "helios" ? "It must be an object." : null) },
      agents: [agent("helios")],
    });
    play.post("words").end();
    expect(play.calls()[0]?.error).toEqual({ code: "invalid_task", message: "It must be an object." });
    expect(play.conducted.finished?.error?.message).toBe("The step helios did not work: It must be an object.");
  });

  test("and what became of the whole is a sentence, however long the last words were", () => {
    const play = new Play({
      workflows: [{ name: "made", how: { kind: "chain", steps: [{ agent: "helios" }] } }],
      world: { misfit: () => "far too long ".repeat(100) },
      agents: [agent("helios")],
    });
    expect(play.post("words").end().conducted.finished?.error?.message.length).toBeLessThan(350);
  });
});
