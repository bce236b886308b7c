import { describe, expect, test } from "vitest";
import { type Agent, type AgentTool, defaultLimits } from "../../lib/core/agent.ts";
import { askUser } from "../../server/tools/builtin/ask-user.ts";
import { createJudge } from "../../server/tools/judge.ts";
import { createTools } from "../../server/tools/registry.ts";
import { aTool } from "./a-tool.ts";

const all = [
  aTool(),
  aTool({ name: "off", unavailable: () => "It is switched off." }),
  aTool({ name: "risky", approval: "always" }),
  askUser,
];
const judge = createJudge(createTools([{ tools: () => all }]));

function agentWith(...tools: (string | AgentTool)[]): Agent {
  return {
    name: "general",
    version: 1,
    description: "",
    instructions: "",
    models: [],
    tools: tools.map((tool) => (typeof tool === "string" ? { name: tool } : tool)),
    limits: defaultLimits,
  };
}

function judgeCall(agent: Agent, tool: string, args: unknown) {
  return judge(agent, { callId: "call_1", tool, arguments: args });
}

describe("the judge", () => {
  test("lets a permitted call with right arguments run", () => {
    expect(judgeCall(agentWith("echo"), "echo", { text: "hi" })).toEqual({ verdict: "run" });
  });

  test("refuses a tool that does not exist and names those that do", () => {
    expect(judgeCall(agentWith("echo", "gone"), "ecko", {})).toEqual({
      verdict: "refuse",
      code: "unknown_tool",
      reason: 'There is no tool "ecko". The tools are: echo.',
    });
    expect(judgeCall(agentWith(), "echo2", {})).toMatchObject({
      reason: expect.stringContaining("answer without one"),
    });
  });

  test("refuses a tool that is not on the agent's list", () => {
    expect(judgeCall(agentWith("echo"), "risky", { text: "hi" })).toMatchObject({
      verdict: "refuse",
      code: "not_permitted",
    });
  });

  test("refuses a tool that cannot be used now, with its reason", () => {
    expect(judgeCall(agentWith("off"), "off", { text: "hi" })).toEqual({
      verdict: "refuse",
      code: "unavailable",
      reason: "It is switched off.",
    });
  });

  test("refuses wrong arguments and names them", () => {
    expect(judgeCall(agentWith("echo"), "echo", { text: 1 })).toMatchObject({
      verdict: "refuse",
      code: "invalid_arguments",
      reason: expect.stringContaining("text: "),
    });
  });

  test("turns a question into a question", () => {
    expect(judgeCall(agentWith("ask_user"), "ask_user", { question: " Which one? ", choices: ["a", "b"] })).toEqual({
      verdict: "ask",
      question: "Which one?",
      choices: ["a", "b"],
    });
  });

  test("asks for approval with a digest that depends on tool and arguments, not on the order of keys", () => {
    const first = judgeCall(agentWith("risky"), "risky", { text: "hi", times: 2 });
    const second = judgeCall(agentWith("risky"), "risky", { times: 2, text: "hi" });
    const other = judgeCall(agentWith("risky"), "risky", { text: "hi", times: 3 });
    expect(first).toEqual({
      verdict: "approve",
      reason: "every use of this tool needs a person's yes",
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test("takes the agent's own policy before the tool's", () => {
    expect(judgeCall(agentWith({ name: "risky", approval: "never" }), "risky", { text: "hi" })).toEqual({
      verdict: "run",
    });
    const careful = agentWith({ name: "echo", approval: { when: [{ argument: "times", is: "above", value: 1 }] } });
    expect(judgeCall(careful, "echo", { text: "hi" })).toEqual({ verdict: "run" });
    expect(judgeCall(careful, "echo", { text: "hi", times: 2 })).toMatchObject({
      verdict: "approve",
      reason: "times is above 1",
    });
  });

  test("holds a condition against a default too, which the model did not write", () => {
    const careful = agentWith({ name: "echo", approval: { when: [{ argument: "times", is: "equal", value: 1 }] } });
    expect(judgeCall(careful, "echo", { text: "hi" })).toMatchObject({ verdict: "approve" });
  });

  describe("with hostile arguments", () => {
    const deep = JSON.parse(`{"text":${"[".repeat(50_000)}${"]".repeat(50_000)}}`);
    test.each([
      ["nesting that would break the stack", deep, "nested deeper"],
      ["a prototype key", JSON.parse('{"text":"a","__proto__":{"times":2}}'), "__proto__"],
      ["a prototype key further down", JSON.parse('{"text":[{"__proto__":1}]}'), "__proto__"],
      ["a flood", { text: "x".repeat(2_000_000) }, "larger than"],
      ["many small values", { text: Array(500_000).fill(1) }, "larger than"],
      ["text instead of JSON", '{"text": "hi', "must be a JSON object"],
      ["nothing", null, "must be a JSON object"],
      ["a list", [], "must be a JSON object"],
    ])("refuses %s", (_what, args, sentence) => {
      expect(judgeCall(agentWith("echo"), "echo", args)).toMatchObject({
        verdict: "refuse",
        code: "invalid_arguments",
        reason: expect.stringContaining(sentence),
      });
    });

    test("asks a person where an argument cannot be compared with a condition", () => {
      const odd = aTool({ name: "odd", check: (value) => ({ ok: true, value }) });
      const judgeOdd = createJudge(createTools([{ tools: () => [odd] }]));
      const agent = agentWith({ name: "odd", approval: { when: [{ argument: "amount", is: "above", value: 100 }] } });
      const call = { callId: "call_1", tool: "odd", arguments: { amount: { toString: 1, valueOf: 1 } } };
      expect(judgeOdd(agent, call)).toMatchObject({ verdict: "approve" });
    });

    test("takes a constructor for the word that it is, and does not find one where there is none", () => {
      expect(judgeCall(agentWith("echo"), "echo", { text: "a", constructor: 1 })).toMatchObject({
        reason: expect.stringContaining('"constructor"'),
      });
      const careful = agentWith({ name: "echo", approval: { when: [{ argument: "constructor", is: "present" }] } });
      expect(judgeCall(careful, "echo", { text: "a" })).toEqual({ verdict: "run" });
    });
  });
});
