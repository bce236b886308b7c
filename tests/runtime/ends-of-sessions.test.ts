import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Recorded } from "../../lib/core/events.ts";
import { closeExpired } from "../../server/runtime/expire-sessions.ts";
import { addTool } from "./add-tool.ts";
import { newGate } from "./gate.ts";
import {
  allOver,
  databases,
  endless,
  firstGlimpse,
  lastRole,
  lastRun,
  ofType,
  type Stage,
  startStage,
  talkingTo,
} from "./stage.ts";

describe.each(databases)("in %s", (provider) => {
  let troupe: Stage;
  beforeAll(async () => {
    troupe = await startStage(provider);
  });
  afterAll(() => troupe.stop());

  const speaking = async (from: Pick<Stage, "open" | "post" | "runtime"> = troupe) => {
    troupe.far.script(endless);
    const id = await from.open();
    const seen = firstGlimpse(from as Stage, id);
    await from.post(id, "Begin.");
    await seen;
    return id;
  };

  describe("a session whose time has come", () => {
    it("is closed, its run is cancelled and what waits is withdrawn; the others stay", async () => {
      const { lists } = troupe.runtime.ports;
      const id = await speaking();
      const other = await troupe.open();
      await troupe.post(id, "Later");
      await troupe.send(id, { type: "session.change", expiresAt: "2031-01-01T00:00:00.000Z" });
      await troupe.send(other, { type: "session.change", expiresAt: "2033-01-01T00:00:00.000Z" });
      await closeExpired(
        lists,
        troupe.runtime.sessions,
        () => new Date("2032-01-01"),
        () => {},
      );
      const state = await troupe.until(id, allOver);
      expect(state.status).toBe("expired");
      expect(lastRun(state).finished?.outcome).toBe("cancelled");
      expect(state.messages.find((message) => message.content === "Later")?.status).toBe("withdrawn");
      expect((await troupe.runtime.sessions.read(other)).status).toBe("active");
      await expect(troupe.post(id, "Hello?")).rejects.toMatchObject({ code: "conflict" });
      expect(await troupe.violations(id, other)).toEqual([]);
    });

    it("is closed although another one cannot be", async () => {
      const { lists } = troupe.runtime.ports;
      const id = await troupe.open();
      await troupe.send(id, { type: "session.change", expiresAt: "2034-01-01T00:00:00.000Z" });
      const rows = {
        expired: async (now: string, limit: number) => {
          const due = await lists.expired(now, limit);
          return [{ ...(due[0] as (typeof due)[number]), id: "ses_broken" }, ...due];
        },
      };
      const { sessions } = troupe.runtime;
      const change = sessions.change.bind(sessions);
      sessions.change = (sessionId, ...rest) =>
        sessionId === "ses_broken" ? Promise.reject(new Error("broken")) : change(sessionId, ...rest);
      const troubles: string[] = [];
      await closeExpired(
        rows as never,
        sessions,
        () => new Date("2035-01-01"),
        (what) => void troubles.push(what),
      );
      sessions.change = change;
      expect((await sessions.read(id)).status).toBe("expired");
      expect(troubles).toEqual(["could not expire session ses_broken"]);
    });
  });

  describe("a session that is deleted", () => {
    it("takes everything with it: its run ends first, and what waited never begins", async () => {
      const id = await speaking();
      await troupe.post(id, "Later");
      const asked = troupe.far.requests.length;
      const { erase } = troupe.runtime.ports.log;
      let last: Recorded[] = [];
      troupe.runtime.ports.log.erase = async function (erased) {
        last = await this.read(erased, 0);
        await erase.call(this, erased);
      };
      await troupe.runtime.deleteSession(troupe.principal, id);
      troupe.runtime.ports.log.erase = erase;
      expect(ofType(last, "run.finished").map((event) => event.outcome)).toEqual(["cancelled"]);
      expect(ofType(last, "run.queued")).toHaveLength(1);
      await troupe.far.requests.at(-1)?.gone;
      await troupe.runtime.ports.queue.drain();
      const { log, lists } = troupe.runtime.ports;
      expect(await log.read(id, 0)).toEqual([]);
      expect(await log.snapshot(id)).toBeNull();
      expect(await lists.session("local", id)).toBeNull();
      expect((await lists.runs({ ownerId: "local", sessionId: id, limit: 10 })).items).toEqual([]);
      await expect(troupe.runtime.state(troupe.principal, id)).rejects.toMatchObject({ code: "not_found" });
      expect(troupe.far.requests).toHaveLength(asked);
    });

    it("is gone for the other process too", async () => {
      const other = await troupe.another();
      const id = await troupe.open();
      await other.runtime.sessions.read(id);
      await troupe.runtime.deleteSession(troupe.principal, id);
      const posting = other.post(id, "Hello?");
      await expect(posting).rejects.toMatchObject({ code: "not_found" });
      await expect(other.runtime.state(other.principal, id)).rejects.toMatchObject({ code: "not_found" });
      await other.stop();
    });
  });

  describe("a process that stops", () => {
    it("hands its turn over: the next one goes on, and does not count it as a crash", async () => {
      const leaving = await troupe.another(talkingTo(troupe.far));
      const id = await speaking(leaving);
      await troupe.runtime.ports.queue.drain();
      troupe.far.script({ text: "As I was saying." });
      await leaving.stop();
      const next = await troupe.another();
      const state = await next.until(id, allOver);
      const failed = ofType(await next.log(id), "turn.failed");
      expect(failed).toMatchObject([{ error: { code: "handed_over" }, partial: expect.stringMatching(/^word/) }]);
      expect(lastRun(state).finished).toEqual({ outcome: "done" });
      expect(state.messages.at(-1)?.content).toBe("As I was saying.");
      await next.stop();
      expect(await troupe.violations(id)).toEqual([]);
    });

    it("lets the step that is at work end within its time, and begins none after it", async () => {
      const gate = newGate();
      const leaving = await troupe.another();
      await troupe.publish({ name: `holder-${provider}`, tools: ["hold"] });
      const stopped = await troupe.another({}, (unstarted) =>
        addTool(unstarted, "hold", async () => {
          await gate.pass();
          return { content: "held" };
        }),
      );
      await leaving.stop();
      const before = troupe.far.requests.length;
      troupe.far.script((request) =>
        lastRole(request) === "tool" ? { text: "Done." } : { calls: [{ tool: "hold", arguments: {} }] },
      );
      const id = await stopped.open(`holder-${provider}`);
      await stopped.post(id, "Begin.");
      await gate.entered;
      // What the others do then is their business; here it is about the one that stops.
      await troupe.runtime.stop(0);
      const stopping = stopped.stop(10_000);
      gate.open();
      await stopping;
      const events = await troupe.log(id);
      expect(ofType(events, "tool.finished").map((event) => event.content)).toEqual(["held"]);
      expect(troupe.far.requests).toHaveLength(before + 1);
      const next = await troupe.another();
      const state = await next.until(id, allOver);
      expect(state.messages.at(-1)?.content).toBe("Done.");
      expect(await next.violations(id)).toEqual([]);
      await next.stop();
    });
  });
});
