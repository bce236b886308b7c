import { describe, expect, test } from "vitest";
import { teamAgents } from "../../lib/agents/team.ts";
import type { ModelMessage } from "../../lib/core/model.ts";
import { createDemoModel } from "../../server/models/demo/demo-model.ts";
import { createManualTime } from "./manual-time.ts";
import { readFrom } from "./read-reply.ts";

const demo = () => createDemoModel({ tokensPerSecond: 0, time: createManualTime() });
const instructionsOf = (name: string) =>
  [teamAgents.find((each) => each.name === name)?.instructions ?? []].flat().join("\n\n");

async function says(agent: string, heard: readonly (string | ModelMessage)[], schema?: object): Promise<string> {
  const messages: ModelMessage[] = [
    { role: "system", content: instructionsOf(agent) },
    ...heard.map((each): ModelMessage => (typeof each === "string" ? { role: "user", content: each } : each)),
  ];
  const responseSchema = schema && { name: "answer", schema: schema as Record<string, unknown> };
  const reply = await readFrom(demo(), { messages, tools: [], ...(responseSchema && { responseSchema }) });
  return reply.text;
}

const crewTask = (task: string, before = "") =>
  `In this crew you are the one.\n\nYour task: ${task}\n\nWhat it is all for:\nHow do tides work?${before}`;
const turn =
  "You are critic, in a conversation with researcher.\n\nIt is your turn: it is the turn after researcher's.";

describe("Without a model", () => {
  test("the agents of a crew say something of their own about what was asked, each another thing", async () => {
    const before = "\n\nThe result of the plan:\n`write a long story`";
    const told = await Promise.all(
      ["planner", "researcher", "writer", "critic"].map((agent) => says(agent, [crewTask("Do your part.", before)])),
    );
    expect(new Set(told).size).toBe(4);
    for (const text of told) {
      expect(text).toContain('"How do tides work?"');
      expect(text).toContain("demo model");
      expect(text).not.toContain("long story");
    }
  });

  test("members of a group chat speak to each other, and go on from what they said before", async () => {
    const first = await says("critic", ["Shall we?", "[researcher] I am for it.", turn]);
    expect(first).toMatch(/^@researcher I am against it/);
    const said: ModelMessage = { role: "assistant", content: first };
    const second = await says("critic", ["Shall we?", "[researcher] I am for it.", said, "[researcher] But.", turn]);
    expect(second).toMatch(/^@researcher /);
    expect(second).not.toBe(first);
    expect(await says("writer", ['Say how this translation could read:\n\nTranslated: "Der Mond"'])).toContain(
      '"Der Mond"',
    );
  });

  test("a first draft is sent back once, and what was mended is accepted", async () => {
    const schema = {
      type: "object",
      properties: { accept: { type: "boolean" }, feedback: { type: "string" } },
      required: ["accept", "feedback"],
    };
    const draft = await says("writer", [crewTask("Write it down.")]);
    const judge = async (result: string) => JSON.parse(await says("planner", [`The result:\n${result}`], schema));
    expect(await judge(draft)).toEqual({ accept: false, feedback: "The answer must come first." });
    const mended = await says("writer", [crewTask("Write it down.", "\n\nIt was returned: too long\n\nDo it again.")]);
    expect(await judge(mended)).toEqual({ accept: true, feedback: "" });
  });

  test("a router's agent goes by the words that are said of the others, and says when it cannot", async () => {
    const schema = {
      type: "object",
      properties: {
        agent: { enum: ["helios", "ceres"] },
        confidence: { type: "number", minimum: 0, maximum: 1 },
        reason: { type: "string" },
      },
      required: ["agent", "confidence", "reason"],
    };
    const question = (message: string) =>
      `Say which.\n\n- helios: Fitness and recovery.\n- ceres: Meals and recipes.\n\nThe message:\n${message}`;
    const answer = async (message: string) => JSON.parse(await says("router", [question(message)], schema));
    expect(await answer("Any recipes?")).toEqual({
      agent: "ceres",
      confidence: 0.8,
      reason: "what is said of ceres has the word recipes",
    });
    expect(await answer("The tides")).toMatchObject({ confidence: 0.2, reason: expect.stringMatching(/none of its/) });
  });

  test("an agent of the team that is asked by a person still uses its tools and tells a story", async () => {
    expect(await says("helios", ["Plan a workout for me"])).toMatch(/^Let us move! For "Plan a workout for me"/);
    expect(await says("writer", ["Write a long story"])).toContain("Here is a long story");
    const whole = crewTask("Do your part.").replace("How do tides work?", "A long story about tides");
    expect(await says("planner", [whole])).toContain("Here is a long story");
  });
});

describe("A person has work passed on, and things kept", () => {
  const text = { type: "string" };
  const object = (properties: object) => ({ type: "object", properties, additionalProperties: false });
  const tools = [
    { name: "todo", description: "Keeps the list", parameters: object({ items: { type: "array", items: text } }) },
    { name: "delegate", description: "", parameters: object({ agent: text, capability: text, task: text }) },
    { name: "hand_off", description: "", parameters: object({ to: text, reason: text }) },
    { name: "board", description: "", parameters: object({ action: text, key: text, value: {} }) },
  ];
  test.each([
    ["Delegate to helios: plan a workout", "delegate", { agent: "helios", task: "plan a workout" }],
    [
      "delegate to somebody for recipes: what is for dinner?",
      "delegate",
      { capability: "recipes", task: "what is for dinner?" },
    ],
    ["Please hand this over to ceres", "hand_off", { to: "ceres", reason: "the person asked for it" }],
    ["write tea at four on the board as tea", "board", { action: "write", key: "tea", value: "tea at four" }],
  ])("%s", async (content, tool, args) => {
    const { calls } = await readFrom(demo(), { messages: [{ role: "user", content }], tools });
    expect(calls.map((call) => [call.tool, JSON.parse(call.arguments)])).toEqual([[tool, args]]);
  });
});
