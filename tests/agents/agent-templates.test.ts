import { describe, expect, test } from "vitest";
import { agentDefinition, toAgent } from "../../lib/agents/agent.ts";
import { agentTemplates } from "../../lib/agents/agent-templates.ts";
import { presets } from "../../lib/agents/presets.ts";
import { unknownVariables } from "../../lib/core/system-prompt.ts";

const builtin = presets.flatMap((preset) => toAgent(agentDefinition.parse(preset)).tools.map(({ name }) => name));

describe("the templates for agents", () => {
  test("are at least eight, each under a name of its own", () => {
    const names = agentTemplates.map(({ definition }) => definition.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(8);
  });

  test.each(agentTemplates)("$title can be published as it is, with tools that are there", ({ definition }) => {
    const agent = toAgent(agentDefinition.parse(definition));
    expect(agent.tools.map(({ name }) => name).filter((name) => !builtin.includes(name))).toEqual([]);
    expect(unknownVariables(agent)).toEqual([]);
    expect(agent.description).not.toBe("");
  });
});
