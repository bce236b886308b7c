import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRuns, type SessionState } from "../../lib/core/state.ts";
import { type StartedRuntime, startRuntime } from "../support/start-runtime.ts";

let troupe: StartedRuntime;
beforeAll(async () => {
  troupe = await startRuntime();
});
afterAll(() => troupe.stop());

const quiet = (state: SessionState) => openRuns(state).length === 0 && state.runs.length > 0;
const asks = (state: SessionState) => state.runs[0]?.calls[0]?.status === "awaiting-answer";
const trip = { destination: "Rome", people: 2 };

describe("an agent that shows something", () => {
  it("shows a chart where its call stands, and changes it when told", async () => {
    const id = await troupe.open();
    await troupe.post(id, "Chart the last week");
    const state = await troupe.until(id, quiet);
    expect(state.surfaces).toHaveLength(1);
    expect(state.surfaces[0]).toMatchObject({
      name: "chart",
      callId: state.runs[0]?.calls[0]?.callId,
      nodes: { chart: { type: "chart", kind: "bar" } },
    });
    await troupe.post(id, "set Monday of the chart to 60");
    const changed = await troupe.until(id, (now) => now.runs.length === 2 && quiet(now));
    expect(changed.surfaces[0]?.nodes.chart).toMatchObject({ series: [{ values: [60, 42, 38, 51, 47, 29, 22] }, {}] });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("waits with a form, also over a restart, and goes on with what was filled in", async () => {
    const id = await troupe.open();
    await troupe.post(id, "give me a form for a trip");
    const asking = await troupe.until(id, asks);
    const surfaceId = asking.surfaces[0]?.id as string;
    const act = { type: "surface.act", surfaceId, nodeId: "form", action: "submit" } as const;
    await expect(troupe.send(id, { ...act, parameters: {} })).rejects.toMatchObject({ code: "invalid" });
    await expect(troupe.send(id, { ...act, action: "approve" })).rejects.toMatchObject({ code: "not_found" });

    const other = await troupe.another();
    await other.send(id, { ...act, parameters: trip }, "cmd_once");
    await other.send(id, { ...act, parameters: trip }, "cmd_once");
    const done = await other.until(id, quiet);
    expect(done.runs[0]?.finished).toEqual({ outcome: "done" });
    expect(done.messages.at(-1)?.content).toContain("Rome");
    expect((await troupe.log(id)).filter((event) => event.type === "surface.acted")).toHaveLength(1);
    expect(await troupe.violations(id)).toEqual([]);
    await other.stop();
  });

  it("keeps its surfaces in a fork, where they are acted on by themselves", async () => {
    const id = await troupe.open();
    await troupe.post(id, "give me a form for a trip without waiting, do not wait");
    const before = await troupe.until(id, quiet);
    const seq = before.head;
    const fork = await troupe.runtime.forkSession(troupe.principal, { sessionId: id, seq });
    const [surface] = fork.state.surfaces;
    expect(surface?.nodes).toEqual(before.surfaces[0]?.nodes);
    expect(surface?.id).not.toBe(before.surfaces[0]?.id);
    expect(surface?.callId).toBe(fork.state.runs[0]?.calls[0]?.callId);
    await troupe.send(fork.id, {
      type: "surface.act",
      surfaceId: surface?.id as string,
      nodeId: "form",
      action: "submit",
      parameters: trip,
    });
    const answered = await troupe.until(fork.id, (state) => state.runs.length === 2 && quiet(state));
    expect(answered.messages.some((message) => message.content.includes("- destination: Rome"))).toBe(true);
    expect((await troupe.runtime.sessions.read(id)).surfaces[0]?.acted).toEqual({});
    expect(await troupe.violations(id, fork.id)).toEqual([]);
  });

  it("shows every widget there is, and the plan of a run once, by itself", async () => {
    const id = await troupe.open();
    await troupe.post(id, "show me every widget");
    const state = await troupe.until(id, quiet);
    expect(Object.keys(state.surfaces[0]?.nodes ?? {}).length).toBeGreaterThan(20);
    await troupe.post(id, "plan a party: invite friends, bake a cake, then plan a party: sweep");
    const planned = await troupe.until(id, (now) => now.runs.length === 2 && quiet(now));
    expect(planned.surfaces.slice(1).map((each) => each.name)).toEqual(["plan"]);
    expect(await troupe.violations(id)).toEqual([]);
  });
});
