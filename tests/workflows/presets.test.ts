import { describe, expect, test } from "vitest";
import { presets } from "../../lib/agents/presets.ts";
import { teamAgents } from "../../lib/agents/team.ts";
import { checkWorkflow } from "../../lib/workflows/check-workflow.ts";
import { workflowPresets } from "../../lib/workflows/presets.ts";
import { toWorkflow, workflowDefinition } from "../../lib/workflows/workflow.ts";
import { agent } from "../core/test-world.ts";
import { Play } from "./play.ts";

const names = [...presets, ...teamAgents].map(({ name }) => name);
const agents = names.map((name) => agent(name));
const known = {
  hasAgent: (name: string) => names.includes(name),
  hasTool: () => false,
  hasWorkflow: (name: string) => workflowPresets.some((each) => each.name === name),
};

describe.each(workflowPresets.map((each) => [each.name, each] as const))("%s", (_name, preset) => {
  test("has the right form, and nothing hinders publishing it", () => {
    expect(checkWorkflow(toWorkflow(workflowDefinition.parse(preset)), known)).toEqual([]);
  });

  test("answers each of its suggestions, and everything comes to an end", () => {
    for (const suggestion of preset.suggestions ?? []) {
      const play = new Play({ workflows: [preset], agents }).post(suggestion).end();
      expect(play.conversation.length).toBeGreaterThan(1);
      expect(play.state.runs.map(({ finished }) => finished?.outcome)).toEqual(play.state.runs.map(() => "done"));
    }
  });
});

test("there is one of each kind", () => {
  const kinds = new Set(workflowPresets.map(({ how }) => how.kind));
  expect([...kinds].sort()).toEqual(["chain", "crew", "graph", "group-chat", "router"]);
});
