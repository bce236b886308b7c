import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { en } from "zod/v4/locales";
import { agentDefinition, toAgent } from "../../lib/agents/agent.ts";
import { defaultLimits } from "../../lib/core/agent.ts";

z.config(en());

const least = { name: "poet", instructions: "You write poems." };

/** What is wrong with a definition: `path → sentence`. */
function wrongs(definition: unknown): string[] {
  const issues = agentDefinition.safeParse(definition).error?.issues ?? [];
  return issues.map((issue) => `${issue.path.join(".")} → ${issue.message}`);
}

describe("an agent's definition", () => {
  test("needs a name and instructions, and gets defaults for the rest", () => {
    expect(toAgent(agentDefinition.parse(least))).toEqual({
      name: "poet",
      description: "",
      instructions: "You write poems.",
      models: [],
      tools: [],
      limits: { turns: 25, tokens: 200_000, seconds: 600, depth: 3, children: 5 },
    });
  });

  test("joins instructions that come as a list by blank lines", () => {
    const agent = toAgent(agentDefinition.parse({ ...least, instructions: ["You write poems.", "Only short ones."] }));
    expect(agent.instructions).toBe("You write poems.\n\nOnly short ones.");
  });

  test("takes tools by name or with a policy", () => {
    const policy = { when: [{ argument: "amount", is: "above", value: 100 }] };
    const agent = toAgent(
      agentDefinition.parse({ ...least, tools: ["todo", { name: "pay", approval: policy }, { name: "say" }] }),
    );
    expect(agent.tools).toEqual([{ name: "todo" }, { name: "pay", approval: policy }, { name: "say" }]);
  });

  test("takes the limits it names and leaves the others as they are", () => {
    const agent = toAgent(agentDefinition.parse({ ...least, limits: { turns: 3, cost: 0.5 } }));
    expect(agent.limits).toEqual({ ...defaultLimits, turns: 3, cost: 0.5 });
  });

  test("keeps sampling, emoji and output schema", () => {
    const rest = {
      models: ["openai/gpt-5.4-mini", "ollama/library/qwen:7b"],
      sampling: { temperature: 0.2 },
      emoji: "🪶",
      outputSchema: { type: "object" },
    };
    expect(toAgent(agentDefinition.parse({ ...least, description: "A poet", ...rest }))).toMatchObject(rest);
  });

  test.each([
    [{ ...least, character: "x", owner: "y" }, ' → Unrecognized keys: "character", "owner"'],
    [{ ...least, version: 3 }, ' → Unrecognized key: "version"'],
    [{ ...least, limits: { turns: 1, money: 2 } }, 'limits → Unrecognized key: "money"'],
    [{ ...least, tools: [{ name: "pay", aproval: "always" }] }, 'tools.0 → Unrecognized key: "aproval"'],
    [
      { ...least, tools: [{ name: "pay", approval: { when: [{ argument: "a", is: "above", vaule: 1 }] } }] },
      'tools.0.approval.when.0 → Unrecognized key: "vaule"',
    ],
    [JSON.parse('{"name":"a","instructions":"b","__proto__":{"admin":true}}'), ' → Unrecognized key: "__proto__"'],
  ])("refuses unknown fields by name: %j", (definition, sentence) => {
    expect(wrongs(definition)).toEqual([sentence]);
  });

  test.each([
    [{ instructions: "x" }, "name → "],
    [{ ...least, name: "The Poet" }, "name → must be lower-case letters, digits and single hyphens"],
    [{ name: "poet" }, "instructions → must be text or a list of texts"],
    [{ ...least, instructions: "" }, "instructions → must not be empty"],
    [{ ...least, instructions: [] }, "instructions → "],
    [{ ...least, models: ["gpt"] }, "models.0 → must be provider/model"],
    [{ ...least, tools: ["todo", { name: "todo", approval: "always" }] }, "tools → must not name a tool twice"],
    [{ ...least, tools: [3] }, "tools.0 → must be a tool's name or { name, approval }"],
    [
      { ...least, tools: [{ name: "pay", approval: "sometimes" }] },
      'must be "never", "always" or { when: [conditions] }',
    ],
    [{ ...least, limits: { turns: 0 } }, "limits.turns → "],
    [{ ...least, limits: { turns: Number.POSITIVE_INFINITY } }, "limits.turns → "],
    [{ ...least, sampling: { temperature: 3 } }, "sampling.temperature → "],
    [{ ...least, outputSchema: { description: "x".repeat(70_000) } }, "outputSchema → must be at most 64 KiB"],
    [
      { ...least, outputSchema: JSON.parse(`{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`) },
      "outputSchema → must be at most 64 KiB of JSON and 32 levels deep",
    ],
    ["poet", " → "],
    [null, " → "],
  ])("refuses what does not fit: %#", (definition, sentence) => {
    expect(wrongs(definition).join("\n")).toContain(sentence);
  });

  test("can be told as JSON Schema, for the API's description", () => {
    expect(z.toJSONSchema(agentDefinition, { io: "input" })).toMatchObject({
      type: "object",
      required: ["name", "instructions"],
      additionalProperties: false,
    });
  });
});
