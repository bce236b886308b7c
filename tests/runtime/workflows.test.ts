import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workflowPresets } from "../../lib/workflows/presets.ts";
import type { WorkflowDefinition } from "../../lib/workflows/workflow.ts";
import { publishWorkflow } from "../support/publish-workflow.ts";
import { startRuntime } from "../support/start-runtime.ts";
import { startFixture } from "./killed-process.ts";
import { allOver, databases, endless, lastRole, ofType, type Stage, startStage, talkingTo } from "./stage.ts";

const parts = ["a", "b", "c", "d"];
/** Four agents side by side, whose results are made into a list. */
const fan: WorkflowDefinition = {
  name: "fan",
  how: {
    kind: "graph",
    start: "go",
    nodes: [
      { id: "go", kind: "start" },
      ...parts.map((id) => ({ id, kind: "agent" as const, agent: "user", task: `part ${id}`, speaks: false })),
      { id: "all", kind: "merge", rule: "list" },
      { id: "end", kind: "end", says: true },
    ],
    edges: [
      ...parts.flatMap((id) => [
        { from: "go", to: id },
        { from: id, to: "all" },
      ]),
      { from: "all", to: "end" },
    ],
  },
};

describe("With the demo model", () => {
  it.each(workflowPresets.map((each) => [each.name, each] as const))(
    "%s answers its suggestions, and everything comes to an end",
    async (workflow, { suggestions }) => {
      const troupe = await startRuntime();
      const { id } = await troupe.runtime.openSession(troupe.principal, { workflow });
      for (const suggestion of suggestions ?? []) {
        await troupe.post(id, suggestion);
        const state = await troupe.until(id, allOver);
        expect(state.runs.filter(({ finished }) => finished?.outcome !== "done")).toEqual([]);
        expect(state.messages.at(-1)?.author.kind).toBe("agent");
      }
      expect(await troupe.violations(id)).toEqual([]);
      await troupe.stop();
    },
  );
});

describe.each(databases)("In %s,", (provider) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage(provider);
    await stage.publish({ name: "user", tools: ["hand_off"] });
    await stage.publish({ name: "other" });
    await publishWorkflow(stage, fan);
  });
  afterEach(() => stage.stop());
  const variables = () => {
    const { dataDir, databaseUrl } = stage.env;
    return { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ...talkingTo(stage.far) };
  };

  it("a process that is killed while several work side by side leaves them to the next one", async () => {
    await stage.runtime.stop(0);
    stage.far.script(endless);
    const killed = startFixture(variables(), "never", "fan");
    const id = await killed.says<string>("sessionId");
    await killed.says("spooled");
    await killed.kill();

    stage.far.script((request) => ({ text: `did ${request.body.messages.at(-1).content}` }));
    const next = await stage.another();
    const state = await next.until(id, allOver);
    expect(state.messages.at(-1)?.content).toBe(JSON.stringify(parts.map((id) => `did part ${id}`)));
    expect(state.runs).toHaveLength(5);
    expect(ofType(await next.log(id), "turn.failed").map(({ error }) => error.code)).toContain("interrupted");
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it("a process that is killed after a hand-off leaves the answer to the next one", async () => {
    await stage.runtime.stop(0);
    stage.far.script((request) =>
      JSON.stringify(request.body.messages).includes("was given to you")
        ? endless
        : { calls: [{ tool: "hand_off", arguments: { to: "other", reason: "it knows" } }] },
    );
    const killed = startFixture(variables());
    const id = await killed.says<string>("sessionId");
    await killed.says("spooled");
    await killed.kill();

    stage.far.script({ text: "Here I am." });
    const next = await stage.another();
    const state = await next.until(id, allOver);
    expect(ofType(await next.log(id), "handoff.made")).toHaveLength(1);
    expect(state.runs.map(({ agent, finished }) => [agent, finished?.outcome])).toEqual([
      ["user", "done"],
      ["other", "done"],
    ]);
    expect(state.messages.at(-1)?.content).toBe("Here I am.");
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it("two workers end every step once", async () => {
    const two = await stage.another();
    stage.far.script((request) => ({ text: `did ${request.body.messages.at(-1).content}` }));
    const ids = await Promise.all(
      Array.from({ length: 6 }, async () => (await stage.runtime.openSession(stage.principal, { workflow: "fan" })).id),
    );
    await Promise.all(ids.map((id, index) => (index % 2 ? stage : two).post(id, "Go")));
    for (const id of ids) {
      const state = await stage.until(id, allOver);
      expect(state.runs.map(({ finished }) => finished?.outcome)).toEqual(Array(5).fill("done"));
      expect(ofType(await stage.log(id), "turn.completed")).toHaveLength(4);
      expect(await stage.violations(id)).toEqual([]);
    }
    await two.stop();
  });

  it("an agent that delegates over the network reads the other's answer, and lastly answers itself", async () => {
    await stage.publish({ name: "lead", tools: ["delegate"] });
    stage.far.script((request) => {
      if (lastRole(request) === "tool") return { text: `Heard: ${request.body.messages.at(-1).content}` };
      const isLead = request.body.tools?.length > 0;
      return isLead
        ? { calls: [{ tool: "delegate", arguments: { agent: "other", task: "Add up" } }] }
        : { text: "Forty-two" };
    });
    const id = await stage.open("lead");
    await stage.post(id, "How much?");
    const state = await stage.until(id, allOver);
    expect(state.messages.at(-1)?.content).toBe("Heard: Forty-two");
    expect(await stage.violations(id)).toEqual([]);
  });
});
