import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Live } from "../../lib/core/live.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { allOver, lastRun, ofType, type Stage, startStage } from "./stage.ts";

let troupe: Stage;
let second: ProviderServer;
beforeAll(async () => {
  second = await startProviderServer();
  troupe = await startStage("sqlite", {}, { ANTHROPIC_API_KEY: "sk-other", ANTHROPIC_BASE_URL: `${second.url}/v1` });
  await troupe.publish({ name: "chained", models: ["openai/first", "anthropic/second"] });
  await troupe.publish({ name: "lonely", models: ["openai/lonely"] });
});
afterAll(async () => {
  await troupe.stop();
  await second.close();
});

const ask = async (agent: string) => {
  const id = await troupe.open(agent);
  const live: Live[] = [];
  troupe.runtime.ports.bus.subscribe(id, { events: () => {}, live: (each) => void live.push(...each) });
  await troupe.post(id, "Say something.");
  const state = await troupe.until(id, allOver);
  return { id, live, state, events: await troupe.log(id) };
};

/** What the glimpses of one turn say, where each continues the one before. */
function seen(live: Live[], turnId: string | undefined): string {
  let text = "";
  for (const each of live) {
    if (each.type !== "text.delta" || each.turnId !== turnId) continue;
    expect(each.offset).toBe(text.length);
    text += each.text;
  }
  return text;
}

describe("a model that breaks in the middle of its answer", () => {
  it("leaves a failed turn with what was read, and another model begins anew: never glued", async () => {
    troupe.far.script({
      text: "One two three four",
      fault: {
        kind: "error-frame",
        after: 3,
        error: { type: "invalid_request_error", code: "invalid_api_key", message: "no" },
      },
    });
    second.script({ text: "Five six" });
    const { id, live, state, events } = await ask("chained");
    const failed = ofType(events, "turn.failed");
    const started = ofType(events, "turn.started");
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.at(-1)).toMatchObject({ partial: "One two three", nextModel: "anthropic/second" });
    expect(failed.every((event) => event.willRetryInMs !== undefined)).toBe(true);
    expect(started.map((event) => event.attempt)).toEqual(started.map((_, index) => index + 1));
    const completed = ofType(events, "turn.completed");
    expect(completed).toMatchObject([{ message: { content: "Five six" }, model: "anthropic/second" }]);
    expect(
      state.messages.filter((message) => message.author.kind === "agent").map((message) => message.content),
    ).toEqual(["Five six"]);
    for (const event of failed) expect(seen(live, event.turnId)).toBe(event.partial);
    expect(seen(live, completed[0]?.turnId)).toBe("Five six");
    expect(second.requests.at(-1)?.body.messages).toHaveLength(1);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is asked again when its connection was cut, each time as a turn of its own", async () => {
    troupe.far.script([
      { text: "One two three", fault: { kind: "cut", after: 1 } },
      { text: "Once more", fault: { kind: "unfinished", after: 2 } },
      { text: "All of it" },
    ]);
    const { id, live, state, events } = await ask("lonely");
    const failed = ofType(events, "turn.failed");
    expect(failed.map((event) => event.partial)).toEqual(["One", "Once more"]);
    expect(failed.map((event) => event.nextModel)).toEqual(["openai/lonely", "openai/lonely"]);
    const completed = ofType(events, "turn.completed")[0];
    expect(seen(live, completed?.turnId)).toBe("All of it");
    expect(state.messages.at(-1)?.content).toBe("All of it");
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe("a provider that asks for a rest", () => {
  it("gets it before it is asked again", async () => {
    const asked: number[] = [];
    troupe.far.script((_, index) => {
      asked.push(performance.now());
      return index === 0 ? { fault: { kind: "status", status: 429, retryAfter: "0.3" } } : { text: "Rested." };
    });
    const { id, events } = await ask("lonely");
    const [failed] = ofType(events, "turn.failed");
    expect(failed).toMatchObject({ error: { code: "rate_limited" }, partial: "" });
    expect(failed?.willRetryInMs).toBeGreaterThanOrEqual(300);
    expect((asked[1] as number) - (asked[0] as number)).toBeGreaterThanOrEqual(299);
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe("when every model fails", () => {
  it("the run fails, and says why", async () => {
    const refused = { fault: { kind: "status" as const, status: 401 } };
    troupe.far.script(refused);
    second.script(refused);
    const { id, state, events } = await ask("chained");
    expect(lastRun(state).finished).toMatchObject({ outcome: "failed", error: { code: "unauthorized" } });
    expect(ofType(events, "turn.failed").at(-1)?.willRetryInMs).toBeUndefined();
    expect(await troupe.violations(id)).toEqual([]);

    troupe.far.script({ text: "Better now." });
    await troupe.send(id, { type: "run.retry", runId: lastRun(state).id });
    const again = await troupe.until(id, (now) => now.runs.length === 2 && allOver(now));
    expect(again.messages.at(-1)?.content).toBe("Better now.");
    expect(await troupe.violations(id)).toEqual([]);
  });
});
