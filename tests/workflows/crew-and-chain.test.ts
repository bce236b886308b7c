import { describe, expect, test } from "vitest";
import { checkWorkflow } from "../../lib/workflows/check-workflow.ts";
import { readBody } from "../../lib/workflows/findings.ts";
import {
  toWorkflow,
  type WorkflowDefinition,
  type WorkflowOf,
  workflowDefinition,
} from "../../lib/workflows/workflow.ts";
import { agent } from "../core/test-world.ts";
import { Play, type Script } from "./play.ts";

type Crew = Omit<WorkflowOf<"crew">, "kind" | "name">;
const crew = (fields: Partial<Crew>, more: Partial<WorkflowDefinition> = {}): WorkflowDefinition => ({
  name: "team",
  ...more,
  how: {
    kind: "crew",
    process: "sequential",
    members: [
      { agent: "researcher", role: "scout" },
      { agent: "writer", goal: "Be brief" },
    ],
    tasks: [
      { id: "find", agent: "researcher", description: "Find out", expected: "A list" },
      { id: "write", agent: "writer", description: "Write it down", context: ["find"] },
    ],
    ...fields,
  },
});
const chain = (steps: unknown[]): WorkflowDefinition =>
  workflowDefinition.parse({ name: "line", how: { kind: "chain", steps } });
const play = (workflow: WorkflowDefinition, script?: Script) =>
  new Play({ workflows: [workflow], ...(script && { script }) });
const everything = { hasAgent: () => true, hasTool: () => true, hasWorkflow: () => true };
const troublesOf = (steps: unknown[]) => {
  const read = readBody("deep", { how: { kind: "chain", steps } });
  return read.workflow ? [] : read.findings.map(({ path, message }) => `${path}: ${message}`);
};
const troubles = (workflow: WorkflowDefinition) =>
  checkWorkflow(toWorkflow(workflow), everything).map(({ message }) => message);

describe("A crew", () => {
  test("does its tasks one after the other, each told who it is, what is expected and what was found", () => {
    const team = play(crew({})).post("The moon").end();
    expect(team.speakers).toEqual(["ada", "researcher", "writer"]);
    const [first, second] = team.state.runs.filter(({ parent }) => parent);
    expect(first?.task).toContain("you are the scout");
    expect(first?.task).toContain("What is expected: A list");
    expect(second?.task).toContain("Your goal: Be brief");
    expect(second?.task).toContain('The result of "find":\nresearcher did');
    expect(second?.task).toContain("The moon");
  });

  test("does side by side what needs nothing of the others", () => {
    const tasks = ["a", "b", "c"].map((id) => ({ id, agent: "writer", description: `Do ${id}` }));
    const last = { id: "all", agent: "researcher", description: "Sum up", context: ["a", "b", "c"] };
    const team = play(crew({ process: "parallel", tasks: [...tasks, last] }), () => null).post("Go");
    expect(team.state.runs.filter(({ parent }) => parent)).toHaveLength(3);
    const whole = play(crew({ process: "parallel", tasks: [...tasks, last] }))
      .post("Go")
      .end();
    expect(whole.speakers).toEqual(["ada", "writer", "writer", "writer", "researcher"]);
  });

  test("takes no text of a task for a template", () => {
    const tasks = [{ id: "one", agent: "writer", description: "Explain {{ braces }}" }];
    const team = play(crew({ tasks })).post("Go").end();
    expect(team.conducted.finished?.outcome).toBe("done");
    expect(team.runsOf("writer")[0]?.task).toContain("braces }}");
  });

  test("under a manager is given its tasks, has results returned, and the manager says the whole", () => {
    const reviews = ['{"accept":false,"feedback":"too short"}', '{"accept":true}'];
    const tasks = [{ id: "find", description: "Find out" }];
    const script: Script = (run) => {
      if (run.agent !== "critic") return `${run.agent} found it`;
      if (run.task.startsWith("Say which member")) return '{"agent":"writer"}';
      if (run.task.startsWith("Say whether")) return reviews.shift() ?? "";
      return "The whole";
    };
    const team = play(crew({ process: "hierarchical", manager: "critic", tasks }), script)
      .post("Go")
      .end();
    expect(team.steps).toEqual(["_assign_find", "find", "_review_find", "find", "_review_find", "_closing"]);
    expect(team.runsOf("writer")[1]?.task).toContain("was returned: too short");
    expect(team.runsOf("writer")[1]?.task).toContain("Your result before:\nwriter found it");
    expect(team.speakers).toEqual(["ada", "writer", "writer", "critic"]);
  });

  test("under a manager that never accepts goes on after so many returns", () => {
    const script: Script = (run) =>
      run.task.startsWith("Say whether") ? '{"accept":false,"feedback":"no"}' : '{"agent":"writer"}';
    const tasks = [{ id: "find", agent: "writer", description: "Find out" }];
    const team = play(crew({ process: "hierarchical", manager: "critic", tasks, maxReturns: 1 }), script);
    team.post("Go").end();
    expect(team.runsOf("writer")).toHaveLength(2);
    expect(team.conducted.finished?.outcome).toBe("done");
  });

  test("under a manager does not begin again what a person stopped", () => {
    const tasks = [{ id: "find", agent: "writer", description: "Find out", retries: 3 }];
    const team = play(crew({ process: "hierarchical", manager: "critic", tasks }), () => null).post("Go");
    team.command({ type: "run.cancel", runId: team.runsOf("writer")[0]?.id ?? "" });
    team.end();
    expect(team.runsOf("writer")).toHaveLength(1);
    expect(team.conducted.finished).toMatchObject({ outcome: "failed", error: { code: "step_failed" } });
  });

  test("of eight agents with forty tasks comes to an end, in a few writes for each", () => {
    const names = Array.from({ length: 8 }, (_, index) => `agent-${index}`);
    const tasks = Array.from({ length: 40 }, (_, index) => ({
      id: `task_${index}`,
      agent: names[index % 8] as string,
      description: `Do ${index}`,
      context: index < 8 ? [] : [`task_${index - 8}`],
    }));
    const how = { ...crew({}).how, process: "parallel", members: names.map((each) => ({ agent: each })), tasks };
    const team = new Play({
      workflows: [{ name: "team", how } as WorkflowDefinition],
      agents: names.map((name) => agent(name)),
    });
    team.post("Go").end();
    expect(team.state.runs).toHaveLength(41);
    expect(team.facts("workflow.advanced").length).toBeLessThanOrEqual(60);
  });

  test.each<[string, Partial<Crew>, RegExp]>([
    ["without a manager where one is needed", { process: "hierarchical" }, /needs a manager/],
    [
      "with two tasks of one name",
      {
        tasks: [
          { id: "a", description: "x" },
          { id: "a", description: "y" },
        ],
      },
      /the name of two tasks/,
    ],
    [
      "with results that come too late",
      {
        tasks: [
          { id: "a", description: "x", context: ["b"] },
          { id: "b", description: "y" },
        ],
      },
      /done only after/,
    ],
    [
      "with tasks that wait for each other",
      {
        process: "parallel",
        tasks: [
          { id: "a", description: "x", context: ["b"] },
          { id: "b", description: "y", context: ["a"] },
        ],
      },
      /wait for each other: a, b/,
    ],
    ["with a result of nobody", { tasks: [{ id: "a", description: "x", context: ["z"] }] }, /There is no task "z"/],
  ])("is refused %s", (_, fields, message) => {
    expect(troubles(crew(fields)).join("\n")).toMatch(message);
  });
});

describe("A chain", () => {
  test("hands on from step to step", () => {
    const line = play(
      chain([{ agent: "planner" }, { agent: "writer", task: "Write: {{ last }}" }]),
      (run) => `(${run.task})`,
    );
    expect(line.post("Hi").end().conversation.at(-1)?.content).toBe("(Write: (Hi))");
  });

  test("fans out and gathers, by an agent or by a rule", () => {
    const parallel = [[{ agent: "helios" }], [{ agent: "ceres" }, { agent: "critic" }]];
    const byAgent = play(chain([{ parallel, gather: { agent: "writer", task: "Join: {{ last }}" } }]), (run) =>
      run.agent === "writer" ? run.task : run.agent,
    );
    expect(
      byAgent
        .post("Hi")
        .end()
        .conversation.map(({ content }) => content),
    ).toEqual(["Hi", "Join: helios\n\ncritic"]);
    const byRule = play(chain([{ parallel, gather: { merge: "longest" } }]), (run) => run.agent);
    expect(
      byRule
        .post("Hi")
        .end()
        .conversation.map(({ content }) => content),
    ).toEqual(["Hi", "helios"]);
  });

  test("takes a step only where its condition holds", () => {
    const steps = [
      { agent: "planner" },
      { when: 'output.contains("yes")', do: [{ agent: "helios" }], otherwise: [{ agent: "ceres" }] },
      { agent: "writer" },
    ];
    const saying =
      (word: string): Script =>
      (run) =>
        run.agent === "planner" ? word : run.agent;
    expect(play(chain(steps), saying("yes")).post("Hi").end().speakers).toEqual(["ada", "planner", "helios", "writer"]);
    expect(play(chain(steps), saying("no")).post("Hi").end().speakers).toEqual(["ada", "planner", "ceres", "writer"]);
  });

  test("asks a person in between", () => {
    const line = play(
      chain([{ agent: "planner" }, { person: "Is {{ last }} right?" }, { agent: "writer" }]),
      (run) => run.agent,
    );
    line.post("Hi").answer("yes").end();
    expect(line.speakers).toEqual(["ada", "planner", "ada", "writer"]);
  });

  test("nested deeper than five levels is refused", () => {
    let steps: unknown[] = [{ agent: "general" }];
    for (let depth = 0; depth < 7; depth++) steps = [{ when: "true", do: steps }];
    expect(troublesOf(steps).join()).toMatch(/do\.0: must not hold steps itself: .* 5 levels deep at most/);
  });

  test("whose step has a part missing is told which part, and not of what else it could be", () => {
    expect(troublesOf([{ when: "true" }])).toEqual(["how.steps.0.do: is required"]);
    expect(troublesOf([{ parallel: [[{ agent: "general" }], []], gather: { merge: "texts" } }])).toEqual([
      expect.stringMatching(/^how\.steps\.0\.parallel\.1: .*>=1/),
    ]);
  });
});
