import { describe, expect, test } from "vitest";
import { checkWorkflow } from "../../lib/workflows/check-workflow.ts";
import type { GraphEdge, GraphNode } from "../../lib/workflows/graph/graph.ts";
import { toWorkflow, type WorkflowDefinition } from "../../lib/workflows/workflow.ts";
import { Play, type Script } from "./play.ts";

const graph = (nodes: GraphNode[], edges: GraphEdge[], more: Partial<WorkflowDefinition> = {}): WorkflowDefinition => ({
  name: "flow",
  ...more,
  how: { kind: "graph", start: nodes[0]?.id ?? "", nodes, edges },
});
const step = (id: string, agent = "general", more: object = {}) => ({ id, kind: "agent", agent, ...more }) as GraphNode;
const end: GraphNode = { id: "end", kind: "end" };
const way = (from: string, to: string, more: object = {}): GraphEdge => ({ from, to, ...more });
const play = (workflow: WorkflowDefinition, script?: Script) =>
  new Play({ workflows: [workflow], ...(script && { script }) });
const outcome = (each: Play) => each.conducted.finished;

const everything = { hasAgent: () => true, hasTool: () => true, hasWorkflow: () => true };
const troubles = (workflow: WorkflowDefinition) =>
  checkWorkflow(toWorkflow(workflow), everything).map(({ message }) => message);

describe("Steps one after the other", () => {
  const two = graph([step("one"), step("two", "helios"), end], [way("one", "two"), way("two", "end")]);

  test("are given what the step before said, the first one what the person said", () => {
    const flow = play(two, (run) => `(${run.task})`)
      .post("Hello")
      .end();
    expect(flow.conversation.map(({ content }) => content)).toEqual(["Hello", "(Hello)", "((Hello))"]);
    expect(flow.conducted.flow?.ended).toEqual({ outcome: "done", output: "((Hello))" });
  });

  test("are queued, worked on and answered within one write of the log each", () => {
    const flow = play(two).post("Hello");
    expect(flow.facts("workflow.advanced")).toHaveLength(3);
    expect(flow.state.runs.map(({ depth, node }) => [depth, node])).toEqual([
      [0, undefined],
      [1, "one"],
      [1, "two"],
    ]);
  });

  test("know only their task, unless they are to see the conversation", () => {
    const seeing = graph(
      [step("one"), step("two", "helios", { sees: "conversation", task: "Go on" }), end],
      [way("one", "two"), way("two", "end")],
    );
    const flow = play(seeing).post("Hello");
    expect(flow.runsOf("general")[0]?.sees).toBe("task");
    expect(flow.runsOf("helios")[0]?.sees).toBe("conversation");
  });
});

describe("A step that fails", () => {
  test("is tried again as often as it may, then by its fallback", () => {
    const flow = play(graph([step("one", "general", { retries: 1, fallback: "ceres" })], []), (run) =>
      run.agent === "ceres" ? "I can" : { fails: "down" },
    );
    flow.post("Hello").end();
    expect(flow.state.runs.map(({ agent }) => agent)).toEqual(["flow", "general", "general", "ceres"]);
    expect(outcome(flow)?.outcome).toBe("done");
  });

  test("goes the way that is meant for failures", () => {
    const flow = play(
      graph(
        [step("one"), step("mend", "helios"), end],
        [way("one", "end"), way("one", "mend", { on: "error" }), way("mend", "end")],
      ),
      (run) => (run.node === "one" ? { fails: "down" } : "Mended"),
    );
    flow.post("Hello").end();
    expect(outcome(flow)?.outcome).toBe("done");
    expect(flow.conducted.flow?.ended?.output).toBe("Mended");
  });

  test("ends the whole, and stops what else is at work", () => {
    const flow = play(
      graph([{ id: "go", kind: "start" }, step("a"), step("b", "helios")], [way("go", "a"), way("go", "b")]),
      (run) => (run.agent === "helios" ? { fails: "down" } : null),
    );
    flow.post("Hello").end();
    expect(flow.runsOf("general")[0]?.finished?.outcome).toBe("cancelled");
    expect(outcome(flow)).toMatchObject({ outcome: "failed", error: { code: "step_failed" } });
  });

  test("because a person stopped it is not begun again", () => {
    const flow = play(graph([step("one", "general", { retries: 3 })], []), () => null).post("Hello");
    flow.command({ type: "run.cancel", runId: flow.runsOf("general")[0]?.id ?? "" });
    flow.end();
    expect(flow.runsOf("general")).toHaveLength(1);
  });
});

describe("Conditions", () => {
  const branching = graph(
    [
      step("one", "general", { schema: { type: "object" } }),
      { id: "if", kind: "branch" },
      step("big"),
      step("small"),
      end,
    ],
    [
      way("one", "if"),
      way("if", "big", { when: "output.size > 10.0" }),
      way("if", "small"),
      way("big", "end"),
      way("small", "end"),
    ],
  );

  test.each([
    [20, "big"],
    [5, "small"],
  ])("lead one way: with %d to %s", (size, node) => {
    const flow = play(branching, (run) => (run.node === "one" ? JSON.stringify({ size }) : "Done"))
      .post("Hello")
      .end();
    expect(flow.steps.filter((each) => each === "big" || each === "small")).toHaveLength(2);
    const entered = flow.conducted.flow?.visits.filter(({ status }) => status === "done").map((visit) => visit.node);
    expect(entered).toContain(node);
    expect(entered).toHaveLength(4);
  });

  test("that cannot be worked out fail the step, with the reason", () => {
    const flow = play(branching, () => '{"size":"much"}')
      .post("Hello")
      .end();
    expect(outcome(flow)?.error?.message).toMatch(/output\.size > 10\.0.*cannot be worked out/);
    const failed = flow.conducted.flow?.visits.find(({ status }) => status === "failed");
    expect(failed?.leftBecause).toMatch(/cannot be worked out/);
  });
});

describe("Side by side", () => {
  const fan = (more: Partial<WorkflowDefinition> = {}) =>
    graph(
      [
        { id: "go", kind: "start" },
        ...["a", "b", "c", "d"].map((id) => step(id, "helios", { speaks: false, task: `${id}: {{ input }}` })),
        { id: "join", kind: "merge", rule: "list" },
        { id: "end", kind: "end", says: true },
      ],
      [...["a", "b", "c", "d"].flatMap((id) => [way("go", id), way(id, "join")]), way("join", "end")],
      more,
    );

  test("several work at once, never more than may, and the next waits for all", () => {
    let most = 0;
    const flow = play(fan({ limits: { children: 2 } }), (run, { state }) => {
      most = Math.max(most, state.runs.filter((each) => each.parent && !each.finished).length);
      return `${run.node} is done`;
    });
    flow.post("Hello").end();
    expect(most).toBe(2);
    expect(flow.conducted.flow?.ended?.output).toEqual(["a is done", "b is done", "c is done", "d is done"]);
  });

  test("what the workflow itself says stands in the conversation once", () => {
    const flow = play(fan(), (run) => run.node ?? "")
      .post("Hello")
      .end();
    expect(flow.conversation.map(({ author, content }) => [author.id, content])).toEqual([
      ["ada", "Hello"],
      ["flow", '["a","b","c","d"]'],
    ]);
  });
});

describe("A loop", () => {
  const looping = (max: number, more: object = {}) =>
    graph(
      [step("write"), { id: "rounds", kind: "loop", max, ...more } as GraphNode, step("mend", "helios"), end],
      [
        way("write", "rounds"),
        way("rounds", "mend", { label: "again" }),
        way("rounds", "end", { label: "done" }),
        way("mend", "rounds"),
      ],
    );

  test("goes round as often as it may", () => {
    const flow = play(looping(3)).post("Hello").end();
    expect(flow.steps.filter((node) => node === "mend")).toHaveLength(3);
    expect(outcome(flow)?.outcome).toBe("done");
  });

  test("goes round while its condition holds", () => {
    let rounds = 0;
    const flowRounds = () => ++rounds;
    const flow = play(looping(9, { while: '!nodes.mend.text.contains("good")' }), (run) =>
      run.node === "mend" && flowRounds() === 2 ? "good" : "bad",
    );
    flow.post("Hello").end();
    expect(flow.steps.filter((node) => node === "mend")).toHaveLength(2);
  });

  test("within which nothing waits ends at the run's limit", () => {
    const spinning = graph(
      [{ id: "rounds", kind: "loop", max: 100 }, { id: "pass", kind: "branch" }, end],
      [way("rounds", "pass", { label: "again" }), way("pass", "rounds"), way("rounds", "end", { label: "done" })],
      { limits: { turns: 20 } },
    );
    expect(outcome(play(spinning).post("Hello").end())).toMatchObject({ outcome: "limit", limit: "turns" });
  });
});

describe("For every item of a list", () => {
  const mapping = (more: object = {}) =>
    graph(
      [
        step("list", "planner", { schema: { type: "array" } }),
        {
          id: "each",
          kind: "map",
          over: "nodes.list.output",
          agent: "helios",
          task: "{{ index }}: {{ item }}",
          parallel: 2,
          ...more,
        } as GraphNode,
        end,
      ],
      [way("list", "each"), way("each", "end")],
    );
  const script =
    (fails: string): Script =>
    (run) => {
      if (run.node === "list") return '["a","b","c"]';
      return run.task.endsWith(fails) ? { fails: "down" } : `did ${run.task}`;
    };

  test("an agent does the same, in the order of the list", () => {
    const flow = play(mapping(), script("x")).post("Hello").end();
    expect(flow.conducted.flow?.ended?.output).toEqual(["did 0: a", "did 1: b", "did 2: c"]);
  });

  test("an item that fails fails the step, or is left out if that is wanted", () => {
    expect(outcome(play(mapping(), script("b")).post("Hello").end())?.outcome).toBe("failed");
    const flow = play(mapping({ onError: "skip" }), script("b"))
      .post("Hello")
      .end();
    expect(flow.conducted.flow?.ended?.output).toEqual(["did 0: a", null, "did 2: c"]);
  });

  test("an item that a person stopped is not begun again", () => {
    const flow = play(mapping({ onError: "skip", retries: 3, fallback: "ceres" }), (run) =>
      run.node === "list" ? '["a","b"]' : run.task.endsWith("b") ? `did ${run.task}` : null,
    ).post("Hello");
    flow.command({ type: "run.cancel", runId: flow.runsOf("helios")[0]?.id ?? "" });
    flow.work().end();
    expect(flow.conducted.flow?.ended?.output).toEqual([null, "did 1: b"]);
    expect(flow.runsOf("ceres")).toEqual([]);
  });

  test("what is no list is a clear failure", () => {
    const flow = play(mapping(), () => '{"no":"list"}')
      .post("Hello")
      .end();
    expect(outcome(flow)?.error?.message).toContain("nodes.list.output is no list");
  });
});

describe("Other steps", () => {
  test("a router's agent chooses the way by its label", () => {
    const options = [
      { label: "fact", description: "a question of fact" },
      { label: "chat", description: "anything else" },
    ];
    const routing = graph(
      [{ id: "which", kind: "router", agent: "router", options }, step("look", "researcher"), step("talk"), end],
      [
        way("which", "look", { label: "fact" }),
        way("which", "talk", { label: "chat" }),
        way("look", "end"),
        way("talk", "end"),
      ],
    );
    const flow = play(routing, (run) => (run.agent === "router" ? '{"choice":"chat"}' : "Done"))
      .post("Hi")
      .end();
    expect(flow.speakers).toEqual(["ada", "general"]);
    const odd = play(routing, (run) => (run.agent === "router" ? "whatever" : "Done"))
      .post("Hi")
      .end();
    expect(outcome(odd)?.error?.message).toContain("named no way");
  });

  test("a person is asked, and the answer goes on", () => {
    const asking = graph(
      [
        { id: "ask", kind: "person", question: "Which colour for {{ input }}?", choices: ["red", "blue"] },
        step("paint", "helios", { task: "Paint it {{ last }}" }),
        end,
      ],
      [way("ask", "paint"), way("paint", "end")],
    );
    const flow = play(asking).post("the door");
    expect(flow.calls()[0]?.question).toEqual({ question: "Which colour for the door?", choices: ["red", "blue"] });
    flow.answer("blue").end();
    expect(flow.runsOf("helios")[0]?.task).toBe("Paint it blue");
  });

  test("a workflow is a step of another, one level deeper, and its end is the step's result", () => {
    const inner: WorkflowDefinition = { ...graph([step("one", "ceres"), end], [way("one", "end")]), name: "inner" };
    const outer = graph(
      [{ id: "sub", kind: "workflow", workflow: "inner" }, step("after", "helios"), end],
      [way("sub", "after"), way("after", "end")],
    );
    const flow = new Play({ workflows: [outer, inner], script: (run) => `(${run.task})` }).post("Hello").end();
    expect(flow.conversation.map(({ content }) => content)).toEqual(["Hello", "(Hello)", "((Hello))"]);
    expect(flow.runsOf("ceres")[0]?.depth).toBe(2);
  });

  test("a function is called with what the templates give, and is run by a worker", () => {
    const calling = graph(
      [
        { id: "call", kind: "function", function: "echo", arguments: { text: "{{ input }}", twice: 'x{{ "y" }}' } },
        end,
      ],
      [way("call", "end")],
    );
    const flow = play(calling).post("Hello");
    const [call] = flow.calls();
    expect(call).toMatchObject({ tool: "echo", status: "requested", arguments: { text: "Hello", twice: "xy" } });
    const ids = { runId: flow.conducted.id, callId: call?.callId ?? "" };
    flow.record([{ type: "tool.started", ...ids, effectId: "effect-1", attempt: 1, worker: "worker" }]);
    flow.record([{ type: "tool.finished", ...ids, content: "HELLO", details: { loud: true }, ms: 1 }]);
    flow.end();
    expect(flow.conducted.flow?.ended?.output).toEqual({ loud: true });
  });
});

describe("A graph is refused", () => {
  test.each<[string, WorkflowDefinition, RegExp]>([
    ["with a step that nothing leads to", graph([step("one"), step("two")], []), /Nothing leads to the step "two"/],
    [
      "without an end",
      graph([step("one"), { id: "l", kind: "loop", max: 2 }], [way("one", "l"), way("l", "one", { label: "again" })]),
      /no end/,
    ],
    [
      "with a circle that no loop bounds",
      graph([step("one"), step("two"), end], [way("one", "two"), way("two", "one"), way("two", "end")]),
      /circle without a loop/,
    ],
    ["with a way to nowhere", graph([step("one")], [way("one", "two")]), /There is no step "two"/],
    ["with a step twice", graph([step("one"), step("one")], []), /the name of two steps/],
    [
      "with an expression that cannot be read",
      graph([step("one"), end], [way("one", "end", { when: "output ==" })]),
      /cannot be read/,
    ],
    [
      "with a regular expression in a condition",
      graph([step("one"), end], [way("one", "end", { when: 'input.matches("(a+)+")' })]),
      /Regular expressions/,
    ],
    [
      "with a template that cannot be read",
      graph([step("one", "general", { task: "{{ 1 + }}" })], []),
      /cannot be read/,
    ],
    [
      "with a loop that lacks a way",
      graph([{ id: "l", kind: "loop", max: 2 }, end], [way("l", "end", { label: "done" })]),
      /needs a way with the label "again"/,
    ],
    [
      "as a step of itself",
      graph([{ id: "self", kind: "workflow", workflow: "flow" }], []),
      /cannot be a step of itself/,
    ],
  ])("%s", (_, workflow, message) => {
    expect(troubles(workflow).join("\n")).toMatch(message);
  });

  test("not where it is sound", () => {
    expect(troubles(graph([step("one"), end], [way("one", "end")]))).toEqual([]);
  });
});
