import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Call, openQuestion, type Run, runStatus, type SessionState } from "../../lib/core/state.ts";
import { summarizeSession } from "../../lib/core/summary.ts";
import { allOver, lastCall, lastHeard, lastRole, ofType, type Stage, startStage, usesOnce } from "../runtime/stage.ts";
import { eventually } from "../support/eventually.ts";
import { node, startEverything } from "./real-servers.ts";

const odd = join(import.meta.dirname, "odd-server.mjs");
let stage: Stage;
afterEach(() => stage.stop());

async function withOdd(tool: string, approval: "never" | "always" = "never"): Promise<string> {
  stage = await startStage("sqlite", usesOnce(`mcp_odd_${tool}`, {}), { MCP_STDIO_COMMANDS: node });
  const transport = { type: "stdio" as const, command: node, args: [odd] };
  await stage.runtime.ports.mcp.add(stage.principal.userId, { name: "odd", transport, approval });
  await stage.publish({ name: "user", tools: [`mcp_odd_${tool}`] });
  return stage.open("user");
}

const shown = async () => {
  const tool = stage.runtime.ports.mcp.tool("odd", "show");
  const context = { ownerId: "local", sessionId: null, runId: null, agent: null, callId: "call_1", effectId: "eff_1" };
  const rest = { signal: new AbortController().signal, state: () => null, progress: () => {} };
  return JSON.parse((await tool?.run({}, { ...context, ...rest }))?.content ?? "{}");
};

describe("an MCP tool in a run", () => {
  test("gives the model what the server gave, under the effect id of the log", async () => {
    const session = await withOdd("show");
    await stage.post(session, "show me");
    await stage.until(session, allOver);
    const log = await stage.log(session);
    const { meta } = JSON.parse(ofType(log, "tool.finished")[0]?.content ?? "{}");
    expect(meta["troupe/effectId"]).toBe(ofType(log, "tool.started")[0]?.effectId);
    expect(lastHeard(stage.far.requests.at(-1))).toContain("argv");
    expect(await stage.violations(session)).toEqual([]);
  });

  test("waits for a person's yes where nobody said otherwise", async () => {
    const session = await withOdd("show", "always");
    await stage.post(session, "show me");
    await stage.until(session, (state) => lastCall(state)?.status === "awaiting-approval");
    expect((await shown()).calls).toBe(1);
    const callId = lastCall(await stage.runtime.sessions.read(session))?.callId as string;
    await stage.send(session, { type: "tool.approve", callId });
    await stage.until(session, allOver);
    expect(ofType(await stage.log(session), "tool.finished")).toHaveLength(1);
  });

  test("tells of its progress, now and then", async () => {
    const session = await withOdd("progress");
    await stage.post(session, "go");
    await stage.until(session, allOver);
    const told = ofType(await stage.log(session), "tool.progress");
    expect(told[0]?.value).toEqual({ progress: 1, total: 1000, message: "step 1" });
    expect(told.length).toBeLessThan(20);
    expect(await stage.violations(session)).toEqual([]);
  });

  test("is cancelled at the server when its run is", async () => {
    const session = await withOdd("hang");
    await stage.post(session, "go");
    const state = await stage.until(session, (now) => lastCall(now)?.status === "running");
    await eventually("the call is there", 5_000, async () => (await shown()).calls >= 2 || undefined);
    await stage.send(session, { type: "run.cancel", runId: state.runs[0]?.id as string });
    await stage.until(session, allOver);
    await eventually("the server heard of it", 5_000, async () => (await shown()).cancelled.length === 1 || undefined);
    expect(await stage.violations(session)).toEqual([]);
  });

  test("of a server that dies fails, and the run goes on with that", async () => {
    const session = await withOdd("crash");
    await stage.post(session, "go");
    const state = await stage.until(session, allOver);
    expect(lastCall(state)).toMatchObject({
      status: "failed",
      error: { message: expect.stringMatching(/ended while/) },
    });
    expect(state.runs[0]?.finished?.outcome).toBe("done");
    expect(await stage.violations(session)).toEqual([]);
  });

  const untilAsked = (session: string, times = 1) =>
    stage.until(session, (state) => {
      const call = lastCall(state);
      return call !== undefined && call.asked?.length === times && openQuestion(call) !== undefined;
    });

  test("asks the person in the middle of its call, once more where the answer does not fit, and goes on", async () => {
    const session = await withOdd("ask");
    await stage.post(session, "ask me");
    const asked = await untilAsked(session);
    const call = lastCall(asked) as Call;
    expect(call).toMatchObject({ status: "running", asked: [{ question: "odd asks: Which size?" }] });
    expect(summarizeSession(session, asked).waitingForPerson).toBe(1);
    expect(runStatus(asked.runs[0] as Run)).toBe("waiting");
    const { callId } = call;
    await stage.send(session, { type: "question.answer", callId, answer: { size: "large" } });
    expect(openQuestion(lastCall(await untilAsked(session, 2)) as Call)?.question).toMatch(/did not fit: size/);
    await stage.send(session, { type: "question.answer", callId, answer: { size: 3 } });
    const over = await stage.until(session, allOver);
    expect(JSON.parse(lastCall(over)?.content ?? "")).toEqual({ action: "accept", content: { size: 3 } });
    expect(await stage.violations(session)).toEqual([]);
  });

  test("goes on without an answer where the person gives none", async () => {
    const session = await withOdd("ask");
    await stage.post(session, "ask me");
    const callId = lastCall(await untilAsked(session))?.callId as string;
    await stage.send(session, { type: "question.answer", callId, answer: null });
    const over = await stage.until(session, allOver);
    expect(JSON.parse(lastCall(over)?.content ?? "")).toEqual({ action: "decline" });
    expect(await stage.violations(session)).toEqual([]);
  });

  test("whose run is cancelled while it asks is over", async () => {
    const session = await withOdd("ask");
    await stage.post(session, "ask me");
    const asked = await untilAsked(session);
    await stage.send(session, { type: "run.cancel", runId: asked.runs[0]?.id as string });
    const over = await stage.until(session, allOver);
    expect(lastCall(over)).toMatchObject({ status: "failed", error: { code: "cancelled" } });
    expect(summarizeSession(session, over).waitingForPerson).toBe(0);
    const { callId } = lastCall(over) as Call;
    await expect(stage.send(session, { type: "question.answer", callId, answer: null })).rejects.toThrow(/is over/);
    expect(await stage.violations(session)).toEqual([]);
  });

  test("fails where this process ends while it asks, and nobody can answer any more", async () => {
    const session = await withOdd("ask");
    await stage.post(session, "ask me");
    const callId = lastCall(await untilAsked(session))?.callId as string;
    await stage.runtime.stop(0);
    const state = await stage.runtime.sessions.read(session);
    expect(lastCall(state)).toMatchObject({ status: "failed", error: { message: expect.stringMatching(/unknown/) } });
    await expect(stage.send(session, { type: "question.answer", callId, answer: { size: 1 } })).rejects.toThrow();
    expect(await stage.violations(session)).toEqual([]);
  });

  test("of the everything server asks over HTTP as well", async () => {
    const far = await startEverything();
    const tool = "mcp_everything_trigger-elicitation-request";
    stage = await startStage("sqlite", usesOnce(tool, {}), { GUARD_ALLOW_HOSTS: `127.0.0.1:${far.port}` });
    const transport = { type: "http" as const, url: far.url };
    await stage.runtime.ports.mcp.add(stage.principal.userId, { name: "everything", transport, approval: "never" });
    await stage.publish({ name: "user", tools: [tool] });
    const session = await stage.open("user");
    await stage.post(session, "go");
    const callId = lastCall(await untilAsked(session))?.callId as string;
    await stage.send(session, { type: "question.answer", callId, answer: { name: "Ada", check: true } });
    const over = await stage.until(session, allOver);
    expect(lastCall(over)?.content).toContain("Ada");
    await far.kill();
  });

  test("of a program asks when the others that were open have been answered, and not while each may be asking", async () => {
    const beside = (other: string) => [
      { tool: "mcp_odd_ask", arguments: {} },
      { tool: `mcp_odd_${other}`, arguments: {} },
    ];
    const rounds = [beside("later"), beside("ask")];
    stage = await startStage(
      "sqlite",
      (request) => (lastRole(request) === "tool" ? { text: "Done." } : { calls: rounds.shift() ?? [] }),
      { MCP_STDIO_COMMANDS: node },
    );
    const transport = { type: "stdio" as const, command: node, args: [odd] };
    await stage.runtime.ports.mcp.add(stage.principal.userId, { name: "odd", transport, approval: "never" });
    await stage.publish({ name: "user", tools: ["mcp_odd_ask", "mcp_odd_later"] });
    const session = await stage.open("user");
    const answered = async (run: number) => {
      const state = await stage.until(
        session,
        (now) => now.runs[run]?.calls.some((call) => openQuestion(call)) === true,
      );
      const call = state.runs[run]?.calls.find((each) => openQuestion(each)) as Call;
      await stage.send(session, { type: "question.answer", callId: call.callId, answer: { size: 3 } });
      const over = await stage.until(session, (now) => now.runs[run] !== undefined && allOver(now));
      return over.runs[run]?.calls.map(({ content }) => JSON.parse(content ?? ""));
    };
    await stage.post(session, "go");
    const given = { action: "accept", content: { size: 3 } };
    expect(await answered(0)).toEqual([given, "later"]);
    await stage.post(session, "again");
    expect((await answered(1))?.map(({ action }) => action).sort()).toEqual(["accept", "cancel"]);
    expect(await stage.violations(session)).toEqual([]);
  });

  test("over HTTP asks for each of several calls that are open at once", async () => {
    const far = await startEverything();
    const tool = "mcp_everything_trigger-elicitation-request";
    const twice = [tool, tool].map((each) => ({ tool: each, arguments: {} }));
    stage = await startStage(
      "sqlite",
      (request) => (lastRole(request) === "tool" ? { text: "Done." } : { calls: twice }),
      {
        GUARD_ALLOW_HOSTS: `127.0.0.1:${far.port}`,
      },
    );
    const transport = { type: "http" as const, url: far.url };
    await stage.runtime.ports.mcp.add(stage.principal.userId, { name: "everything", transport, approval: "never" });
    await stage.publish({ name: "user", tools: [tool] });
    const session = await stage.open("user");
    await stage.post(session, "go");
    const calls = (state: SessionState) => state.runs[0]?.calls ?? [];
    const asked = await stage.until(
      session,
      (state) => calls(state).length === 2 && calls(state).every((call) => openQuestion(call) !== undefined),
    );
    for (const [index, { callId }] of calls(asked).toReversed().entries())
      await stage.send(session, { type: "question.answer", callId, answer: { name: `Ada ${index}`, check: true } });
    const over = await stage.until(session, allOver);
    expect(calls(over).map(({ content }) => /Ada \d/.exec(content ?? "")?.[0])).toEqual(["Ada 1", "Ada 0"]);
    expect(await stage.violations(session)).toEqual([]);
    await far.kill();
  });

  test("over HTTP tells of its progress, and fails when the server is killed after that", async () => {
    const far = await startEverything();
    const tool = "mcp_everything_trigger-long-running-operation";
    stage = await startStage("sqlite", usesOnce(tool, { duration: 60, steps: 120 }), {
      GUARD_ALLOW_HOSTS: `127.0.0.1:${far.port}`,
    });
    const transport = { type: "http" as const, url: far.url };
    await stage.runtime.ports.mcp.add(stage.principal.userId, { name: "everything", transport, approval: "never" });
    await stage.publish({ name: "user", tools: [tool] });
    const session = await stage.open("user");
    await stage.post(session, "go");
    await stage.until(session, (state) => lastCall(state)?.progress !== undefined);
    await far.kill();
    const state = await stage.until(session, allOver);
    expect(lastCall(state)).toMatchObject({ status: "failed", progress: { total: 120 } });
    expect(await stage.violations(session)).toEqual([]);
  });
});
