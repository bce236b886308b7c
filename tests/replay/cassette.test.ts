import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Cassette, cassette, type DefinitionEntry } from "../../lib/replay/cassette.ts";
import { playCassette } from "../../server/play-cassette.ts";
import { recordRun } from "../../server/runtime/record-run.ts";
import { addTool } from "../runtime/add-tool.ts";
import { allOver, lastRole, type Stage, startStage } from "../runtime/stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startStage("sqlite", (request) => {
    const said = request.body.messages.filter(({ role }: { role: string }) => role === "user").at(-1).content as string;
    if (lastRole(request) === "tool") return { text: `It is ${request.body.messages.at(-1).content}.` };
    if (said.includes("rate")) return { calls: [{ tool: "rates", arguments: { of: "gold" } }] };
    if (said.includes("ask"))
      return { calls: [{ tool: "ask_user", arguments: { question: "Which?", choices: ["a", "b"] } }] };
    if (said.includes("helper"))
      return { calls: [{ tool: "delegate", arguments: { agent: "helper", task: "the rate" } }] };
    return { calls: [{ tool: "calculate", arguments: { expression: "6*7" } }] };
  });
  const source = { kind: "function" as const, name: "rates", tool: "rates" };
  addTool(stage, "rates", async () => ({ content: "4.2" }), { source });
  const tools = ["calculate", "rates", "ask_user", "delegate"].map((name) => ({ name }));
  await stage.publish({ name: "helper", instructions: "You help.", tools: [{ name: "rates", approval: "always" }] });
  await stage.publish({ name: "clerk", instructions: "You are a clerk.", tools });
});
afterEach(() => stage.stop());

async function recorded(content: string): Promise<Cassette> {
  const sessionId = await stage.open("clerk");
  await stage.post(sessionId, content);
  const waits = await stage.until(
    sessionId,
    (state) =>
      allOver(state) || state.runs.some((run) => run.calls.some(({ status }) => status.startsWith("awaiting"))),
  );
  const call = waits.runs.flatMap((run) => run.calls).find(({ status }) => status.startsWith("awaiting"));
  if (call?.status === "awaiting-answer")
    await stage.send(sessionId, { type: "question.answer", callId: call.callId, answer: "b" });
  if (call?.status === "awaiting-approval")
    await stage.send(sessionId, { type: "tool.deny", callId: call.callId, reason: "Not today." });
  const state = await stage.until(sessionId, allOver);
  const made = await recordRun(stage.runtime, stage.principal, sessionId, state.runs[0]?.id ?? "");
  // As a file, and read again.
  return cassette.parse(JSON.parse(JSON.stringify(made)));
}

const clerk = (instructions: string, tools = ["calculate", "rates", "ask_user", "delegate"]): DefinitionEntry => ({
  kind: "agent",
  name: "clerk",
  body: { instructions, tools: tools.map((name) => ({ name })) },
});

describe("a cassette", () => {
  test.each(["what is it?", "what is the rate?", "ask me", "let a helper do it"])(
    "of %j goes as it was recorded, without a model and without a tool",
    async (content) => {
      const tape = await recorded(content);
      const asked = stage.far.requests.length;
      expect(await playCassette(tape)).toEqual({ passed: true, steps: tape.acts.length });
      expect(tape.acts.length).toBeGreaterThan(2);
      expect(stage.far.requests.length).toBe(asked);
    },
  );

  test("fails after the instructions changed, and says where", async () => {
    const tape = await recorded("what is it?");
    expect(await playCassette(tape, [clerk("You are a pirate.")])).toMatchObject({
      passed: false,
      step: 1,
      where: "clerk asks the model",
      what: "The instructions",
      expected: expect.stringContaining("You are a clerk."),
      got: expect.stringContaining("You are a pirate."),
    });
  });

  test("fails where the agent may not use its tool any more", async () => {
    const tape = await recorded("what is it?");
    const verdict = await playCassette(tape, [clerk("You are a clerk.", ["rates", "ask_user", "delegate"])]);
    expect(verdict).toMatchObject({ passed: false, step: 1, what: "The tools" });
  });

  test("fails where what came of a step is not what was recorded", async () => {
    const tape = await recorded("what is it?");
    const acts = tape.acts.map((act, index) => (index === 1 ? { ...act, said: "43" } : act));
    expect(await playCassette({ ...tape, acts })).toMatchObject({
      passed: false,
      step: 2,
      where: "clerk uses calculate",
      what: "Something else came of it",
      expected: "43",
      got: "42",
    });
  });

  test("knows the conversation before it", async () => {
    const sessionId = await stage.open("clerk");
    await stage.post(sessionId, "what is it?");
    await stage.until(sessionId, allOver);
    await stage.post(sessionId, "what is the rate?");
    const state = await stage.until(sessionId, (each) => each.runs.length === 2 && allOver(each));
    const tape = await recordRun(stage.runtime, stage.principal, sessionId, state.runs[1]?.id ?? "");
    expect(await playCassette(tape)).toMatchObject({ passed: true, steps: 3 });
  });

  test("is not made of a run that cannot be played again", async () => {
    const sessionId = await stage.open("clerk");
    await stage.post(sessionId, "ask me");
    const state = await stage.until(sessionId, (each) => each.runs.some((run) => run.calls.length > 0));
    const made = () => recordRun(stage.runtime, stage.principal, sessionId, state.runs[0]?.id ?? "");
    await expect(made()).rejects.toThrow("it is not over");
    await stage.send(sessionId, { type: "run.cancel", runId: state.runs[0]?.id ?? "" });
    await stage.until(sessionId, allOver);
    await expect(made()).rejects.toThrow("it was stopped");
  });

  test("holds no secret", async () => {
    await stage.runtime.ports.secrets.put(stage.principal.userId, "typed", "planted-value-88", ["api.example"]);
    const tape = await recorded("what is it? planted-value-88");
    expect(JSON.stringify(tape)).not.toContain("planted-value-88");
    expect(await playCassette(tape)).toMatchObject({ passed: true });
  });
});
