import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { allOver, lastCall, lastHeard, ofType, type Stage, startStage, usesOnce } from "../runtime/stage.ts";
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
