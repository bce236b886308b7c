import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { openTurn } from "../../lib/core/state.ts";
import { newId } from "../../server/new-id.ts";
import { opened, recorded } from "../core/facts.ts";
import { longSessions } from "../core/long-sessions.ts";
import type { StartedRuntime } from "../support/start-runtime.ts";
import { allOver, databases, type Stage, startStage } from "./stage.ts";

describe.each(databases)("a session of 10,000 events, in %s,", (provider) => {
  let troupe: Stage;
  let fresh: StartedRuntime;
  let id: string;
  let read: number;
  beforeAll(async () => {
    troupe = await startStage(provider, { text: "Still here." });
    id = newId("session");
    const events = longSessions["many short answers"]?.(10_000) ?? [];
    const mine = [opened({ ownerId: "local", participants: ["local"] }), ...events.slice(1)];
    const all = recorded(mine);
    await troupe.runtime.sessions.adopt(id, fold(all), all);
    fresh = await troupe.another({}, ({ runtime: { ports } }) => {
      const { log } = ports;
      const rows = log.read.bind(log);
      log.read = async (...asked) => {
        const found = await rows(...asked);
        read += found.length;
        return found;
      };
    });
  });
  afterAll(async () => {
    await fresh.stop();
    await troupe.stop();
  });

  it("opens by its snapshot and the tail behind it, as the whole log tells it", async () => {
    await troupe.post(id, "Are you there?");
    await troupe.until(id, (state) => state.messages.at(-1)?.content === "Still here.");
    await troupe.until(id, allOver);
    // It is written behind the answer.
    await expect.poll(async () => (await troupe.runtime.ports.log.snapshot(id))?.head).toBeGreaterThan(9_500);
    read = 0;
    const state = await fresh.runtime.sessions.read(id);
    expect(state.head).toBeGreaterThan(10_000);
    expect(read).toBeLessThan(500);
    expect(state).toEqual(fold(await troupe.log(id)));
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is never more than 500 events behind its snapshot", async () => {
    const snapshot = await troupe.runtime.ports.log.snapshot(id);
    const head = await troupe.runtime.ports.log.head(id);
    expect(head - (snapshot?.head ?? 0)).toBeLessThan(500);
    expect(snapshot?.runs.every((run) => run.finished && !openTurn(run))).toBe(true);
  });
});
