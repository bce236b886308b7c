import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRuns, runStatus } from "../../lib/core/state.ts";
import { type StartedRuntime, startRuntime } from "../support/start-runtime.ts";

let troupe: StartedRuntime;
beforeAll(async () => {
  troupe = await startRuntime();
});
afterAll(() => troupe.stop());

const quiet = (state: Parameters<typeof openRuns>[0]) => openRuns(state).length === 0 && state.runs.length > 0;

describe("a message to an agent", () => {
  it("is answered, using a tool where that helps", async () => {
    const id = await troupe.open();
    await troupe.post(id, "What is 6*7?");
    const state = await troupe.until(id, quiet);
    expect(state.runs[0]?.finished).toEqual({ outcome: "done" });
    expect(state.runs[0]?.calls[0]).toMatchObject({ tool: "calculate", status: "finished", content: "42" });
    expect(state.messages.at(-1)?.content).toContain("42");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("waits in a queue while another is answered, and is answered then", async () => {
    const id = await troupe.open();
    await troupe.post(id, "Write a long story about a lighthouse");
    await troupe.post(id, "What is 1+1?", { whileRunning: "queue" });
    const state = await troupe.until(id, (now) => now.runs.length === 2 && quiet(now));
    expect(
      state.messages.filter((message) => message.author.kind === "user").map((message) => message.content),
    ).toEqual(["Write a long story about a lighthouse", "What is 1+1?"]);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("happens once, however often the same command is sent", async () => {
    const id = await troupe.open();
    const command = { type: "message.post", content: "hello" } as const;
    const answers = await Promise.all([1, 2, 3].map(() => troupe.send(id, command, "cmd_once")));
    await troupe.until(id, quiet);
    const again = await troupe.send(id, command, "cmd_once");
    expect(new Set([...answers, again].map((answer) => answer.head)).size).toBe(1);
    expect((await troupe.log(id)).filter((event) => event.type === "message.posted")).toHaveLength(1);
  });
});

describe("an agent that asks", () => {
  it("waits for the answer and goes on with it", async () => {
    const id = await troupe.open();
    await troupe.post(id, "ask me which colour: red, green or blue");
    const asking = await troupe.until(id, (state) => state.runs[0]?.calls[0]?.status === "awaiting-answer");
    expect(runStatus(asking.runs[0] as never)).toBe("waiting");
    const callId = asking.runs[0]?.calls[0]?.callId as string;
    await troupe.send(id, { type: "question.answer", callId, answer: "green" });
    await expect(troupe.send(id, { type: "question.answer", callId, answer: "red" })).rejects.toMatchObject({
      code: "conflict",
    });
    const done = await troupe.until(id, quiet);
    expect(done.messages.at(-1)?.content).toContain("green");
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe("stopping", () => {
  it("keeps what was said and ends the run", async () => {
    const slow = await startRuntime({ DEMO_TOKENS_PER_SECOND: "40" });
    const id = await slow.open();
    await slow.post(id, "Write a long story about a lighthouse");
    const seen = new Promise<void>((resolve) => {
      slow.runtime.ports.bus.subscribe(id, { events: () => {}, live: () => resolve() });
    });
    await seen;
    const runId = (await slow.runtime.sessions.read(id)).runs[0]?.id as string;
    await slow.send(id, { type: "run.cancel", runId });
    const state = await slow.until(id, quiet);
    expect(state.runs[0]?.finished?.outcome).toBe("cancelled");
    expect(state.messages.at(-1)).toMatchObject({ stopped: true });
    expect(await slow.violations(id)).toEqual([]);
    await slow.stop();
  });
});
