import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allHeard, allOver, lastRun, type Stage, startStage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage("sqlite", (request) =>
    request.body.model === "broken" ? { fault: { kind: "status", status: 400 } } : { text: "Done." },
  );
});
afterAll(() => stage.stop());

const lastRequest = () => stage.far.requests.at(-1);

describe("an agent", () => {
  it("is told who it is, what its variables stand for, and what was saved for the person", async () => {
    await stage.runtime.ports.userData.set(stage.principal.userId, "city", { name: "Rome" });
    await stage.publish({
      name: "guide",
      persona: { role: "Guide of {{area}}" },
      variables: { area: "Europe" },
      memory: { data: ["city", "nothing"] },
    });
    const { id } = await stage.runtime.openSession(stage.principal, { agent: "guide", variables: { area: "Italy" } });
    await stage.post(id, "Where to?");
    await stage.until(id, allOver);
    const told = allHeard(lastRequest());
    expect(told).toMatch(/Your role: Guide of Italy/);
    expect(told).toMatch(/- city: \{"name":"Rome"\}/);
    await stage.send(id, { type: "session.change", variables: { area: "Spain" } });
    await stage.post(id, "And now?");
    await stage.until(id, (state) => state.runs.length === 2 && allOver(state));
    expect(allHeard(lastRequest())).toMatch(/Guide of Spain/);
  });

  it("says what messages do while it is at work, unless the session says otherwise", async () => {
    await stage.publish({ name: "steady", whileRunning: "steer" });
    const mode = async (more: object) =>
      (await stage.runtime.openSession(stage.principal, { agent: "steady", ...more })).state.whileRunning;
    expect(await mode({})).toBe("steer");
    expect(await mode({ whileRunning: "reject" })).toBe("reject");
  });

  it("whose models fail is relieved by the one that it names, each once", async () => {
    await stage.publish({ name: "stand-in", models: ["openai/broken"], fallback: "last" });
    await stage.publish({ name: "last", fallback: "frail" });
    await stage.publish({ name: "frail", models: ["openai/broken"], fallback: "stand-in" });
    const id = await stage.open("frail");
    await stage.post(id, "Hello?");
    const state = await stage.until(id, (now) => now.runs.length === 3 && allOver(now));
    expect(state.runs.map(({ agent, finished }) => [agent, finished?.outcome])).toEqual([
      ["frail", "failed"],
      ["stand-in", "failed"],
      ["last", "done"],
    ]);
    expect(lastRun(state).replyTo).toBe(state.runs[0]?.replyTo);
    expect(await stage.violations(id)).toEqual([]);
  });

  it("and its stand-in that both fail end there, and what waits goes on", async () => {
    await stage.publish({ name: "one", models: ["openai/broken"], fallback: "two" });
    await stage.publish({ name: "two", models: ["openai/broken"], fallback: "one" });
    const id = await stage.open("one");
    await stage.post(id, "Hello?");
    await stage.post(id, "Anybody?");
    const state = await stage.until(id, (now) => now.runs.length === 4 && allOver(now));
    expect(state.runs.map(({ agent }) => agent)).toEqual(["one", "two", "one", "two"]);
    expect(await stage.violations(id)).toEqual([]);
  });

  it("whose tasks have a form refuses others", async () => {
    const inputSchema = { type: "object", required: ["city"], properties: { city: { type: "string" } } };
    await stage.publish({ name: "strict", inputSchema });
    const id = await stage.open("strict");
    const ask = (task: string) => stage.send(id, { type: "task.create", task });
    await expect(ask("Rome")).rejects.toMatchObject({ code: "invalid", message: /does not fit what strict takes/ });
    await expect(ask('{"city":7}')).rejects.toMatchObject({ code: "invalid" });
    await ask('{"city":"Rome"}');
    const state = await stage.until(id, allOver);
    expect(lastRun(state).finished?.outcome).toBe("done");
  });
});
