import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { denyAllExpired } from "../../server/runtime/deny-expired.ts";
import type { ProviderRequest } from "../support/provider-server.ts";
import { addTool } from "./add-tool.ts";
import { allOver, lastCall, lastHeard, ofType, type Stage, startStage, usesOnce } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startStage("sqlite", { text: "Done." }, { TOOLS_IN_CONTEXT: "5", APPROVAL_EXPIRES_AFTER_HOURS: "1" });
});
afterEach(() => stage.stop());

const offered = (request: ProviderRequest | undefined): string[] =>
  (request?.body.tools ?? []).map((tool: { function: { name: string } }) => tool.function.name);
const results = (request: ProviderRequest): string[] =>
  request.body.messages
    .filter(({ role }: { role: string }) => role === "tool")
    .map(({ content }: { content: string }) => content);
/** The model makes these calls, one a turn, then ends. */
const makes = (...calls: [tool: string, args: object][]) =>
  stage.far.script((request) => {
    const next = calls[results(request).length];
    return next ? { calls: [{ tool: next[0], arguments: next[1] }] } : { text: "Done." };
  });
const waiting = async (session: string): Promise<string> => {
  const state = await stage.until(session, (now) => lastCall(now)?.status === "awaiting-approval");
  return lastCall(state)?.callId as string;
};

describe("an approval", () => {
  test("does not hold for a tool that changed after the yes was asked for: the person is asked anew", async () => {
    const more = { approval: "always" as const, description: "Feeds the fish." };
    addTool(stage, "fish", async () => ({ content: "fed" }), more);
    await stage.publish({ name: "user", tools: ["fish"] });
    makes(["fish", {}]);
    const session = await stage.open("user");
    await stage.post(session, "go");
    const callId = await waiting(session);
    addTool(stage, "fish", async () => ({ content: "all gone" }), { ...more, description: "Sells the fish." });
    await stage.send(session, { type: "tool.approve", callId });
    expect(await waiting(session)).toBe(callId);
    const state = await stage.runtime.sessions.read(session);
    expect(lastCall(state)?.approval?.reason).toMatch(/^the tool has changed since/);
    expect(ofType(await stage.log(session), "tool.started")).toEqual([]);
    await stage.send(session, { type: "tool.approve", callId });
    await stage.until(session, allOver);
    expect(await stage.violations(session)).toEqual([]);
  });

  test("that nobody gives in time counts as denied, and the run goes on", async () => {
    await stage.publish({ name: "user", tools: [{ name: "calculate", approval: "always" }] });
    makes(["calculate", { expression: "1+1" }]);
    const session = await stage.open("user");
    await stage.post(session, "go");
    await waiting(session);
    const { ports, sessions } = stage.runtime;
    const at = (hours: number) => () => new Date(Date.now() + hours * 3_600_000);
    const trouble = (what: string) => expect.fail(what);
    await denyAllExpired(ports.lists, sessions, at(0.9), 3_600_000, trouble);
    expect(lastCall(await sessions.read(session))?.status).toBe("awaiting-approval");
    await denyAllExpired(ports.lists, sessions, at(1.1), 3_600_000, trouble);
    const state = await stage.until(session, allOver);
    expect(lastCall(state)?.status).toBe("denied");
    expect(lastHeard(stage.far.requests.at(-1))).toMatch(/Nobody said yes in time/);
    expect(await stage.violations(session)).toEqual([]);
  });
});

describe("an agent that asks for a tool", () => {
  const asks = { tool: "calculate", reason: "to be sure" };
  beforeEach(() => stage.publish({ name: "user", tools: [{ name: "request_tool", approval: "never" }] }));

  test("gets it once, by a person's yes, whatever its definition says of asking", async () => {
    const sum = { expression: "6*7" };
    makes(["calculate", sum], ["request_tool", asks], ["calculate", sum], ["calculate", { expression: "6*8" }]);
    const session = await stage.open("user");
    await stage.post(session, "go");
    await stage.send(session, { type: "tool.approve", callId: await waiting(session) });
    await stage.until(session, allOver);
    const [refused, granted, used, again] = results(stage.far.requests.at(-1) as ProviderRequest);
    expect(refused).toMatch(/may not use "calculate".*Ask for it with request_tool/);
    expect(granted).toBe("You may use calculate once.");
    expect(used).toContain("42");
    expect(again).toMatch(/may not use/);
    expect(stage.far.requests.map(offered).map((names) => names.includes("calculate"))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(await stage.violations(session)).toEqual([]);
  });

  test("gets what the person made of it: for the session, and not in another one", async () => {
    makes(["request_tool", asks]);
    const session = await stage.open("user");
    await stage.post(session, "go");
    const callId = await waiting(session);
    await stage.send(session, { type: "tool.approve", callId, arguments: { ...asks, scope: "session" } });
    await stage.until(session, allOver);
    await stage.post(session, "once more");
    await stage.until(session, (state) => allOver(state) && state.runs.length === 2);
    expect(offered(stage.far.requests.at(-1))).toContain("calculate");
    const other = await stage.open("user");
    await stage.post(other, "and here");
    await stage.until(other, (state) => state.runs.length > 0 && lastCall(state) !== undefined);
    expect(offered(stage.far.requests.at(-1))).not.toContain("calculate");
  });

  test("gets it until a date, in every session, as a rule that can be taken back", async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    makes(["request_tool", { ...asks, scope: "until", until }]);
    const session = await stage.open("user");
    await stage.post(session, "go");
    await stage.send(session, { type: "tool.approve", callId: await waiting(session) });
    await stage.until(session, allOver);
    const { toolRules } = stage.runtime.ports;
    expect(toolRules.list("local")).toMatchObject([
      { tool: "calculate", agent: "user", rule: "allow", until, reason: "to be sure" },
    ]);
    makes(["calculate", { expression: "2*2" }]);
    const other = await stage.open("user");
    await stage.post(other, "go");
    expect(lastCall(await stage.until(other, allOver))).toMatchObject({ status: "finished", content: "4" });
    await toolRules.delete("local", "calculate", "user");
    const third = await stage.open("user");
    await stage.post(third, "go");
    expect(lastCall(await stage.until(third, allOver))).toMatchObject({ error: { code: "not_permitted" } });
  });

  test("is told when there is no such tool, or no such time", async () => {
    makes(["request_tool", { tool: "calculator", reason: "x" }], ["request_tool", { ...asks, scope: "until" }]);
    const session = await stage.open("user");
    await stage.post(session, "go");
    await stage.send(session, { type: "tool.approve", callId: await waiting(session) });
    await stage.until(session, (state) => state.runs[0]?.calls.length === 2);
    await stage.send(session, { type: "tool.approve", callId: await waiting(session) });
    await stage.until(session, allOver);
    const [first, second] = results(stage.far.requests.at(-1) as ProviderRequest);
    expect(first).toMatch(/no tool "calculator".*Did you mean calculate/);
    expect(second).toMatch(/a time to come, within a year/);
  });
});

describe("a person's rule", () => {
  beforeEach(() => stage.publish({ name: "user", tools: ["calculate"] }));

  test("takes a tool from agents, or makes them ask", async () => {
    const { toolRules } = stage.runtime.ports;
    stage.far.script(usesOnce("calculate", { expression: "1+1" }));
    await toolRules.put("local", { tool: "calc*", rule: "deny" });
    const denied = await stage.open("user");
    await stage.post(denied, "go");
    expect(lastCall(await stage.until(denied, allOver))).toMatchObject({ error: { code: "not_permitted" } });
    expect(offered(stage.far.requests[0])).toEqual([]);
    await toolRules.put("local", { tool: "calculate", rule: "ask" });
    const asked = await stage.open("user");
    await stage.post(asked, "go");
    await waiting(asked);
    await toolRules.put("somebody-else", { tool: "calculate", rule: "deny" });
    await toolRules.delete("local", "calculate", null);
    await toolRules.delete("local", "calc*", null);
    const free = await stage.open("user");
    await stage.post(free, "go");
    expect(lastCall(await stage.until(free, allOver))).toMatchObject({ status: "finished" });
  });
});

describe("an agent with many tools", () => {
  const names = Array.from({ length: 20 }, (_, index) => `mcp_lake_number${index}`);
  beforeEach(async () => {
    for (const name of [...names, "mcp_lake_depth"]) {
      const source = { kind: "mcp" as const, name: "lake", tool: name };
      addTool(stage, name, async () => ({ content: "12 m" }), { source, description: `Tells ${name} of a lake.` });
    }
    await stage.publish({ name: "user", tools: ["todo", ...names, "mcp_lake_depth"] });
  });

  test("is shown a way to find them, loads what it found, and keeps it in the session", async () => {
    makes(["search_tools", { query: "how deep: the depth" }], ["mcp_lake_depth", {}]);
    const session = await stage.open("user");
    await stage.post(session, "how deep?");
    await stage.until(session, allOver);
    const [before, found, used] = stage.far.requests.map(offered);
    expect(before).toEqual(["todo", "search_tools"]);
    expect(found).toEqual(["todo", "mcp_lake_depth", "search_tools"]);
    expect(used).toEqual(found);
    expect(results(stage.far.requests.at(-1) as ProviderRequest)[1]).toContain("12 m");
    await stage.post(session, "and again?");
    await stage.until(session, (state) => allOver(state) && state.runs.length === 2);
    expect(offered(stage.far.requests.at(-1))).toEqual(found);
    expect(await stage.violations(session)).toEqual([]);
  });

  test("with no more than the limit sees them all", async () => {
    await stage.publish({ name: "small", tools: names.slice(0, 5) });
    const session = await stage.open("small");
    await stage.post(session, "hello");
    await stage.until(session, allOver);
    expect(offered(stage.far.requests.at(-1))).toEqual(names.slice(0, 5));
  });
});
