import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStatus } from "../../lib/core/state.ts";
import { allOver, databases, lastCall, lastHeard, lastRun, ofType, type Stage, startStage, usesOnce } from "./stage.ts";

describe.each(databases)("a call that needs a yes, in %s", (provider) => {
  let troupe: Stage;
  beforeAll(async () => {
    troupe = await startStage(provider);
    await troupe.publish({ name: "careful", tools: [{ name: "calculate", approval: "always" }] });
    const when = [{ argument: "expression", is: "contains" as const, value: "*" }];
    await troupe.publish({ name: "choosy", tools: [{ name: "calculate", approval: { when } }] });
  });
  afterAll(() => troupe.stop());

  const ask = async (agent: string, expression: string) => {
    troupe.far.script(usesOnce("calculate", { expression }));
    const id = await troupe.open(agent);
    await troupe.post(id, "Calculate this.");
    return id;
  };
  const waiting = async (id: string) => {
    const state = await troupe.until(id, (now) => lastCall(now)?.status === "awaiting-approval");
    return { state, callId: lastCall(state)?.callId as string };
  };
  const lastRequest = () => troupe.far.requests.at(-1);

  it("runs once a person said it", async () => {
    const id = await ask("careful", "6*7");
    const { state, callId } = await waiting(id);
    expect(runStatus(lastRun(state))).toBe("waiting");
    await troupe.send(id, { type: "tool.approve", callId });
    const done = await troupe.until(id, allOver);
    expect(lastCall(done)).toMatchObject({ status: "finished", content: "42", approvedBy: "local" });
    expect(lastRun(done).finished).toEqual({ outcome: "done" });
    expect(lastHeard(lastRequest())).toBe("42");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("runs at once where the condition does not hold, and waits where it does", async () => {
    const harmless = await ask("choosy", "6+7");
    const done = await troupe.until(harmless, allOver);
    expect(lastCall(done)).toMatchObject({ status: "finished", content: "13" });
    const other = await ask("choosy", "6*7");
    const { callId } = await waiting(other);
    await troupe.send(other, { type: "tool.approve", callId });
    await troupe.until(other, allOver);
    expect(await troupe.violations(harmless, other)).toEqual([]);
  });

  it("runs with the arguments that the person changed, and the model is told", async () => {
    const id = await ask("careful", "6*7");
    const { callId } = await waiting(id);
    await troupe.send(id, { type: "tool.approve", callId, arguments: { expression: "2+3" } });
    const done = await troupe.until(id, allOver);
    expect(lastCall(done)).toMatchObject({ content: "5", proposedArguments: { expression: "6*7" } });
    expect(lastHeard(lastRequest())).toContain('changed the arguments to {"expression":"2+3"}');
    expect(lastHeard(lastRequest())).toContain("5");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is sent back when the arguments were changed to wrong ones, and waits on", async () => {
    const id = await ask("careful", "6*7");
    const { callId } = await waiting(id);
    const wrong = troupe.send(id, { type: "tool.approve", callId, arguments: { expression: 7, unknown: true } });
    await expect(wrong).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(/expression.*unknown/),
    });
    const { state } = await waiting(id);
    expect(lastCall(state)?.status).toBe("awaiting-approval");
    await troupe.send(id, { type: "tool.approve", callId, arguments: { expression: "1+1" } });
    expect(lastCall(await troupe.until(id, allOver))).toMatchObject({ content: "2" });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("does not run when it is denied, and the model reads why", async () => {
    const id = await ask("careful", "6*7");
    const { callId } = await waiting(id);
    await troupe.send(id, { type: "tool.deny", callId, reason: "Not before Friday" });
    const done = await troupe.until(id, allOver);
    expect(lastCall(done)?.status).toBe("denied");
    expect(ofType(await troupe.log(id), "tool.started")).toEqual([]);
    expect(lastHeard(lastRequest())).toContain("Not before Friday");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is answered exactly once, however many answer at once", async () => {
    const id = await ask("careful", "6*7");
    const { callId } = await waiting(id);
    const answers = await Promise.allSettled([
      troupe.send(id, { type: "tool.approve", callId }),
      troupe.send(id, { type: "tool.deny", callId, reason: "no" }),
      troupe.send(id, { type: "tool.approve", callId }),
    ]);
    expect(answers.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    await troupe.until(id, allOver);
    const events = await troupe.log(id);
    expect([...ofType(events, "tool.approved"), ...ofType(events, "tool.denied")]).toHaveLength(1);
    expect(ofType(events, "tool.started")).toHaveLength(1);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("still waits in another process, which runs it", async () => {
    const id = await ask("careful", "6*7");
    const { callId } = await waiting(id);
    const other = await troupe.another();
    const there = await other.until(id, (now) => lastCall(now)?.status === "awaiting-approval");
    expect(lastCall(there)?.approval?.reason).toBeTruthy();
    await other.send(id, { type: "tool.approve", callId });
    const done = await other.until(id, allOver);
    expect(lastCall(done)?.content).toBe("42");
    await expect(troupe.send(id, { type: "tool.approve", callId })).rejects.toMatchObject({ code: "conflict" });
    await other.stop();
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("survives a restart while it waits", async () => {
    const first = await troupe.another();
    const id = await first.open("careful");
    troupe.far.script(usesOnce("calculate", { expression: "6*7" }));
    await first.post(id, "Calculate this.");
    const state = await first.until(id, (now) => lastCall(now)?.status === "awaiting-approval");
    await first.stop();
    const second = await troupe.another();
    await second.send(id, { type: "tool.approve", callId: lastCall(state)?.callId as string });
    await second.until(id, allOver);
    await second.stop();
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe.each(databases)("a question to a person, in %s", (provider) => {
  let troupe: Stage;
  beforeAll(async () => {
    troupe = await startStage(provider, usesOnce("ask_user", { question: "Which colour?", choices: ["red", "blue"] }));
  });
  afterAll(() => troupe.stop());

  it("survives a restart, is answered once, and the model reads the answer", async () => {
    const first = await troupe.another();
    const id = await first.open();
    await first.post(id, "Paint it.");
    const asking = await first.until(id, (now) => lastCall(now)?.status === "awaiting-answer");
    expect(lastCall(asking)?.question).toMatchObject({ question: "Which colour?", choices: ["red", "blue"] });
    await first.stop();

    const second = await troupe.another();
    const callId = lastCall(asking)?.callId as string;
    const answers = await Promise.allSettled(
      ["red", "blue"].map((answer) => second.send(id, { type: "question.answer", callId, answer })),
    );
    expect(answers.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    await second.until(id, allOver);
    const accepted = answers[0]?.status === "fulfilled" ? "red" : "blue";
    expect(lastHeard(troupe.far.requests.at(-1))).toBe(accepted);
    await second.stop();
    expect(await troupe.violations(id)).toEqual([]);
  });
});
