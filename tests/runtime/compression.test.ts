import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProviderRequest, ScriptedReply } from "../support/provider-server.ts";
import { allHeard, allOver, ofType, type Stage, startStage } from "./stage.ts";

let troupe: Stage;
beforeAll(async () => {
  troupe = await startStage("sqlite", {}, { MAX_CONTEXT_LENGTH: "1000" });
  await troupe.publish({ name: "short", instructions: "Be brief." });
});
afterAll(() => troupe.stop());

const isSummary = (request: ProviderRequest) => allHeard(request).startsWith("You compress conversations");

/** So many messages of about 150 tokens each, one after the other. */
async function talk(summarise: () => ScriptedReply, messages = 8): Promise<string> {
  troupe.far.script((request) => (isSummary(request) ? summarise() : { text: "Noted." }));
  const id = await troupe.open("short");
  for (let n = 1; n <= messages; n++) {
    await troupe.post(id, `Fact ${n}: ${"the lighthouse keeper counts ships ".repeat(17)}`);
    await troupe.until(id, (state) => state.runs.length === n && allOver(state));
  }
  return id;
}

describe("a conversation that outgrows the model's context", () => {
  it("is told by a summary from then on, and the newest messages word for word", async () => {
    const from = troupe.far.requests.length;
    const id = await talk(() => ({ text: "SUMMARY: the keeper counts ships." }));
    const requests = troupe.far.requests.slice(from);
    const asked = requests.findIndex(isSummary);
    expect(asked).toBeGreaterThan(0);
    expect(allHeard(requests[asked])).toContain("Fact 1:");
    const after = allHeard(requests[asked + 1]);
    expect(after).toContain("SUMMARY: the keeper counts ships.");
    expect(after).not.toContain("Fact 1:");
    expect(after).toContain("Fact 6:");
    const events = await troupe.log(id);
    const compressed = ofType(events, "context.compressed");
    expect(compressed[0]).toMatchObject({ summary: "SUMMARY: the keeper counts ships." });
    expect(compressed).toHaveLength(requests.filter(isSummary).length);
    expect(compressed.every((event) => event.dropped > 0)).toBe(true);
    const state = await troupe.runtime.sessions.read(id);
    expect(state.messages.filter((message) => message.author.kind === "user")).toHaveLength(8);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("tells the summary before in the next one", async () => {
    const from = troupe.far.requests.length;
    let n = 0;
    const id = await talk(() => ({ text: `SUMMARY number ${++n}.` }), 12);
    const summaries = troupe.far.requests.slice(from).filter(isSummary);
    expect(summaries.length).toBeGreaterThan(1);
    expect(allHeard(summaries[1])).toContain("Summary so far: SUMMARY number 1.");
    expect(allHeard(troupe.far.requests.at(-1))).toContain(`SUMMARY number ${summaries.length}.`);
    expect(allHeard(troupe.far.requests.at(-1))).not.toContain("SUMMARY number 1.");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("pays for the summary out of the run's tokens", async () => {
    const id = await talk(() => ({ text: "SUMMARY.", usage: { input: 700, output: 30 } }));
    const [compressed] = ofType(await troupe.log(id), "context.compressed");
    expect(compressed?.usage).toMatchObject({ input: 700, output: 30 });
    const turns = ofType(await troupe.log(id), "turn.completed").filter((turn) => turn.runId === compressed?.runId);
    const run = (await troupe.runtime.sessions.read(id)).runs.find((each) => each.id === compressed?.runId);
    expect(turns).toHaveLength(1);
    expect(run?.usage.input).toBe(700 + (turns[0]?.usage.input ?? 0));
    expect(run?.usage.output).toBe(30 + (turns[0]?.usage.output ?? 0));
  });

  it("ends a run whose time is up before the summary is there", async () => {
    const id = await talk(() => ({ text: "SUMMARY." }), 5);
    troupe.far.script((request) => (isSummary(request) ? { fault: { kind: "no-answer" } } : { text: "Noted." }));
    const before = troupe.far.requests.filter(isSummary).length;
    const long = "the lighthouse keeper counts ships ".repeat(60);
    await troupe.post(id, long, { limits: { seconds: 1 } });
    const state = await troupe.until(id, (now) => now.runs.length === 6 && allOver(now));
    expect(troupe.far.requests.filter(isSummary)).toHaveLength(before + 1);
    expect(state.runs.at(-1)?.finished).toMatchObject({ outcome: "limit", limit: "seconds" });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("goes on with beginnings and ends where no model can write a summary", async () => {
    const id = await talk(() => ({ fault: { kind: "status", status: 400 } }));
    const [compressed] = ofType(await troupe.log(id), "context.compressed");
    expect(compressed?.summary).toContain("Fact 1:");
    const state = await troupe.runtime.sessions.read(id);
    expect(state.runs.map((run) => run.finished?.outcome)).toEqual(Array(8).fill("done"));
    expect(await troupe.violations(id)).toEqual([]);
  });
});
