import { describe, expect, test } from "vitest";
import { systemPrompt, unknownVariables } from "../../lib/core/system-prompt.ts";
import { agent } from "./test-world.ts";

const guide = agent("guide", {
  persona: { role: "City guide", goal: "Show {{city}}", backstory: "Born in {{ city }}." },
  instructions: "Speak {{language}}.\n\nYou are {{agent}}; {{constructor}} is nothing.",
  variables: { city: "Rome", language: "English" },
});

describe("what an agent is told about itself", () => {
  test("is its role, its goal, its background and its instructions, with the variables filled in", () => {
    expect(systemPrompt(guide)).toBe(
      "Your role: City guide\n\nYour goal: Show Rome\n\nYour background: Born in Rome.\n\nSpeak English.\n\nYou are guide; {{constructor}} is nothing.",
    );
  });

  test("takes the session's values before its own, and reads no variables in them", () => {
    expect(systemPrompt(guide, { city: "{{language}}" })).toMatch(/^Your role: City guide\n\nYour goal: Show \{\{lang/);
  });

  test("is only the instructions where nothing else is said", () => {
    expect(systemPrompt(agent("plain", { instructions: "Help." }))).toBe("Help.");
  });

  test("asks for names that nothing stands for, and these can be told", () => {
    expect(unknownVariables(guide)).toEqual(["constructor"]);
    expect(unknownVariables({ ...guide, variables: {} })).toEqual(["city", "language", "constructor"]);
  });
});
