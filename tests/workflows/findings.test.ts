import { describe, expect, test } from "vitest";
import { checkWorkflow } from "../../lib/workflows/check-workflow.ts";
import { formsNamed, within } from "../../lib/workflows/findings.ts";
import { toWorkflow, workflowDefinition } from "../../lib/workflows/workflow.ts";

const workflow = (how: unknown) => toWorkflow(workflowDefinition.parse({ name: "made", how }));
const chain = (...steps: unknown[]) => workflow({ kind: "chain", steps });
const problems = (of: ReturnType<typeof workflow>) =>
  checkWorkflow(of, {
    hasAgent: (name) => name === "writer",
    hasTool: () => false,
    hasWorkflow: () => false,
  }).map(({ path, message }) => `${path}: ${message}`);

describe("what is wrong with a chain", () => {
  test("is told where it was written, however deep", () => {
    const inner = { agent: "nobody" };
    const fork = { parallel: [[{ agent: "writer" }], [{ when: "((", do: [inner] }]], gather: { agent: "nobody" } };
    expect(problems(chain({ agent: "writer" }, { function: "none" }, fork))).toEqual([
      'how.steps.1.function: There is no function "none"',
      'how.steps.2.parallel.1.0.do.0.agent: There is no agent "nobody"',
      'how.steps.2.gather.agent: There is no agent "nobody"',
      expect.stringMatching(/^how\.steps\.2\.parallel\.1\.0\.when: /),
    ]);
  });

  test("is told of a question and of a sub-workflow at their places", () => {
    const asked = { person: "Is {{ this( }} right?" };
    const otherwise = [{ workflow: "none" }];
    expect(problems(chain(asked, { when: "true", do: [{ agent: "writer" }], otherwise }))).toEqual([
      expect.stringMatching(/^how\.steps\.0\.person: /),
      'how.steps.1.otherwise.0.workflow: There is no workflow "none"',
    ]);
  });
});

test("what is wrong with a crew is told at its task", () => {
  const tasks = [
    { id: "first", description: "Begin" },
    { id: "second", description: "Go on", agent: "nobody" },
  ];
  expect(problems(workflow({ kind: "crew", process: "sequential", members: [{ agent: "writer" }], tasks }))).toEqual([
    'how.tasks.1.agent: There is no agent "nobody"',
  ]);
});

describe("the forms that matter", () => {
  test("are those of the agents and functions in a chain, each once", () => {
    const fork = { parallel: [[{ agent: "a" }], [{ function: "f" }]], gather: { agent: "g" } };
    const either = { when: "true", do: [{ agent: "a" }], otherwise: [{ agent: "b" }] };
    expect(formsNamed(chain(fork, either, { person: "Good?" }, { workflow: "w" }))).toEqual([
      { kind: "agent", name: "a" },
      { kind: "function", name: "f" },
      { kind: "agent", name: "g" },
      { kind: "agent", name: "b" },
    ]);
  });

  test("are none where steps are not compared", () => {
    expect(formsNamed(workflow({ kind: "router", agents: ["a"], fallback: "a" }))).toEqual([]);
  });
});

test("what is within a field has its places as seen from there", () => {
  const findings = ["steps.1", "steps.1.agent", "steps.10.agent", "steps"].map((path) => ({ path, message: path }));
  expect(within(findings, "steps.1").map(({ path }) => path)).toEqual(["", "agent"]);
});
