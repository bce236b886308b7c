import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyLive, fromPartials } from "../../lib/client/live-texts.ts";
import type { ServerFrames } from "../../lib/client/protocol.ts";
import type { Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";
import { fold } from "../../lib/core/reduce.ts";
import { allOver, endless, firstGlimpse, lastRun, ofType } from "../runtime/stage.ts";
import { ask, type SocketStage, startSockets } from "./socket-stage.ts";

let troupe: SocketStage;
beforeAll(async () => {
  troupe = await startSockets({ text: "An answer of five words." });
});
afterAll(() => troupe.stop());

const answered = async () => {
  troupe.far.script({ text: "An answer of five words." });
  const id = await troupe.open();
  await troupe.post(id, "Begin.");
  await troupe.until(id, allOver);
  return { id, log: await troupe.log(id) };
};
/** All events that this client is sent for the session, and a promise of the one that fits. */
const following = (client: Socket, sessionId: string) => {
  const events: Recorded[] = [];
  const waiting: { fits: (event: Recorded) => boolean; resolve: () => void }[] = [];
  client.on("events", (frame: ServerFrames["events"]) => {
    if (frame.sessionId !== sessionId) return;
    events.push(...frame.events);
    for (const each of waiting) if (frame.events.some(each.fits)) each.resolve();
  });
  const until = (fits: (event: Recorded) => boolean) =>
    events.some(fits) ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ fits, resolve }));
  return { events, until };
};
/** All glimpses that this client is sent, and a promise of the one that fits, also if it came before. */
const glimpsesOf = (client: Socket) => {
  const seen: Live[] = [];
  const waiting: { fits: (each: Live) => boolean; resolve: () => void }[] = [];
  client.on("live", (frame: ServerFrames["live"]) => {
    seen.push(...frame.live);
    for (const each of waiting) if (frame.live.some(each.fits)) each.resolve();
  });
  const until = (fits: (each: Live) => boolean) =>
    seen.some(fits) ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ fits, resolve }));
  return { seen, until };
};
const isEnd = (event: Recorded) => event.type === "run.finished";

describe("joining", () => {
  it("without a cursor gives the state", async () => {
    const { id, log } = await answered();
    const answer = await ask(await troupe.connect(), "join", { sessionId: id });
    expect(answer).toEqual({ ok: true, head: log.length, state: fold(log), partials: [] });
  });

  it("behind 0, in the middle and at the head gives exactly what comes after", async () => {
    const { id, log } = await answered();
    const client = await troupe.connect();
    for (const after of [0, 4, log.length - 1, log.length]) {
      const answer = await ask(client, "join", { sessionId: id, after });
      expect(answer).toEqual({ ok: true, head: log.length, events: log.slice(after), partials: [] });
    }
  });

  it("beyond the head gives the state", async () => {
    const { id, log } = await answered();
    const answer = await ask(await troupe.connect(), "join", { sessionId: id, after: log.length + 1 });
    expect(answer).toMatchObject({ ok: true, head: log.length, state: { head: log.length } });
    expect(answer).not.toHaveProperty("events");
  });

  it.each([-1, 1.5, Number.NaN, "3", null])("behind %s is refused", async (after) => {
    const { id } = await answered();
    const answer = await ask(await troupe.connect(), "join", { sessionId: id, after });
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid", message: expect.stringContaining("after") } });
  });

  it("a session that is not there is refused", async () => {
    const answer = await ask(await troupe.connect(), "join", { sessionId: "ses_nowhere" });
    expect(answer).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  it("is followed by everything that happens, once and in order, until the client leaves", async () => {
    const { id, log } = await answered();
    const client = await troupe.connect();
    const seen = following(client, id);
    // Twice at once: the later one counts, and neither doubles anything.
    await Promise.all([ask(client, "join", { sessionId: id }), ask(client, "join", { sessionId: id, after: 2 })]);
    await ask(client, "command", {
      sessionId: id,
      commandId: "cmd_1",
      command: { type: "message.post", content: "Go on." },
    });
    await seen.until(isEnd);
    expect(seen.events).toEqual((await troupe.log(id)).slice(log.length));
    await ask(client, "leave", { sessionId: id });
    const before = seen.events.length;
    await troupe.post(id, "Alone now.");
    await troupe.until(id, (state) => state.runs.length === 3 && allOver(state));
    await ask(client, "leave", { sessionId: id });
    expect(seen.events).toHaveLength(before);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("misses nothing, whatever happens while it is answered", async () => {
    troupe.far.script({ text: "An answer." });
    const id = await troupe.open();
    const client = await troupe.connect();
    const seen = following(client, id);
    const posts = Array.from({ length: 20 }, (_, n) => troupe.post(id, `Post ${n}`));
    let cursor = 0;
    for (let n = 0; n < 10; n++) {
      const answer = await ask(client, "join", { sessionId: id, after: cursor });
      if (!answer.ok || !answer.events) throw new Error("the join was refused");
      expect(answer.events.map((event) => event.seq)).toEqual(answer.events.map((_, index) => cursor + index + 1));
      // What comes later continues the answer.
      const later = seen.events.filter((event) => event.seq > answer.head);
      expect(later.map((event) => event.seq)).toEqual(later.map((_, index) => answer.head + index + 1));
      cursor = Math.floor(answer.head / 2);
    }
    await Promise.all(posts);
    await troupe.until(id, (state) => state.runs.length === 20 && allOver(state));
    const head = (await troupe.log(id)).length;
    await seen.until((event) => event.seq === head);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("gives what happens while it is answered with the answer, and not once more", async () => {
    const { id, log } = await answered();
    const client = await troupe.connect();
    const seen = following(client, id);
    const port = troupe.runtime.ports.log;
    const { read } = port;
    port.read = async (...asked) => {
      port.read = read;
      const rows = await read.apply(port, asked);
      await troupe.send(id, { type: "session.change", title: "Changed meanwhile" });
      return rows;
    };
    const answer = await ask(client, "join", { sessionId: id, after: log.length });
    expect(answer).toMatchObject({ head: log.length + 1, events: [{ title: "Changed meanwhile" }] });
    await troupe.send(id, { type: "session.change", title: "Changed afterwards" });
    await ask(client, "leave", { sessionId: id });
    expect(seen.events).toMatchObject([{ title: "Changed afterwards" }]);
  });

  it("in the middle of a turn gives its text so far, which later glimpses continue exactly", async () => {
    troupe.far.script({ tokens: 120, tokensPerSecond: 400 });
    const id = await troupe.open();
    const begun = firstGlimpse(troupe, id);
    await troupe.post(id, "Begin.");
    await begun;
    const finals: string[] = [];
    const late = Array.from({ length: 5 }, async () => {
      const client = await troupe.connect();
      const live: Live[] = [];
      const seen = following(client, id);
      client.on("live", (frame: ServerFrames["live"]) => void live.push(...frame.live));
      const answer = await ask(client, "join", { sessionId: id });
      if (!answer.ok) throw new Error("the join was refused");
      await seen.until(isEnd);
      const [completed] = ofType(seen.events, "turn.completed");
      const texts = applyLive(fromPartials(answer.partials), live);
      finals.push(texts[completed?.turnId as string]?.text ?? "");
      expect(answer.partials[0]?.text).toMatch(/^word/);
      return completed?.message.content;
    });
    for (const whole of await Promise.all(late)) expect(finals.every((text) => text === whole)).toBe(true);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("right after the end of a turn gives no partial text of it", async () => {
    const id = await troupe.open();
    troupe.far.script({ text: "Short." });
    const partials: unknown[] = [];
    const unsubscribe = troupe.runtime.ports.bus.subscribe(id, {
      events: (events) => {
        if (ofType(events, "turn.completed").length > 0) partials.push(troupe.runtime.partials(id));
      },
      live: () => {},
    });
    await troupe.post(id, "Begin.");
    await troupe.until(id, allOver);
    unsubscribe();
    expect(partials).toEqual([[]]);
  });
});

describe("a command", () => {
  it("that is known is answered as before", async () => {
    const { id } = await answered();
    const client = await troupe.connect();
    const frame = { sessionId: id, commandId: "cmd_again", command: { type: "message.post", content: "Once." } };
    const answers = await Promise.all([1, 2, 3].map(() => ask(client, "command", frame)));
    await troupe.until(id, (state) => state.runs.length === 2 && allOver(state));
    expect(await ask(client, "command", frame)).toEqual(answers[0]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(ofType(await troupe.log(id), "message.posted")).toHaveLength(2);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("that is refused says why", async () => {
    const { id } = await answered();
    const client = await troupe.connect();
    const command = { type: "run.cancel", runId: "run_nowhere" };
    const answer = await ask(client, "command", { sessionId: id, commandId: "cmd_2", command });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "not_found", message: expect.stringContaining("run_nowhere") },
    });
  });

  it("stops what another client began", async () => {
    troupe.far.script(endless);
    const id = await troupe.open();
    const [one, two] = [await troupe.connect(), await troupe.connect()];
    await ask(one, "join", { sessionId: id });
    const begun = new Promise<void>((resolve) => one.once("live", () => resolve()));
    await ask(one, "command", {
      sessionId: id,
      commandId: "cmd_3",
      command: { type: "message.post", content: "Begin." },
    });
    await begun;
    const { runs } = await troupe.runtime.sessions.read(id);
    await ask(two, "command", {
      sessionId: id,
      commandId: "cmd_4",
      command: { type: "run.cancel", runId: runs[0]?.id },
    });
    expect(lastRun(await troupe.until(id, allOver)).finished?.outcome).toBe("cancelled");
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe("glimpses of people", () => {
  it("tell who writes and how many are there", async () => {
    const { id } = await answered();
    const [one, two] = [await troupe.connect(), await troupe.connect()];
    const live: Live[] = [];
    const next = (fits: (each: Live) => boolean) =>
      new Promise<void>((resolve) => {
        one.on("live", (frame: ServerFrames["live"]) => {
          live.push(...frame.live);
          if (frame.live.some(fits)) resolve();
        });
      });
    await ask(one, "join", { sessionId: id });
    const came = next((each) => each.type === "presence" && each.online === 2);
    await ask(two, "join", { sessionId: id });
    await ask(two, "join", { sessionId: id });
    await came;
    const wrote = next((each) => each.type === "typing" && each.active);
    await ask(two, "typing", { sessionId: id, active: true });
    await wrote;
    const left = next((each) => each.type === "presence" && each.online === 1);
    two.close();
    await left;
    expect(live.filter((each) => each.type === "presence").every((each) => each.online <= 2)).toBe(true);
  });

  it("tell who comes later who is there, and a window nothing of its own typing", async () => {
    const { id } = await answered();
    const [one, two] = [await troupe.connect(), await troupe.connect()];
    const [toOne, toTwo] = [glimpsesOf(one), glimpsesOf(two)];
    await ask(one, "join", { sessionId: id });
    await ask(two, "join", { sessionId: id });
    await toTwo.until((each) => each.type === "presence" && each.online === 2);
    await ask(one, "typing", { sessionId: id, active: true });
    await ask(one, "typing", { sessionId: id, active: true });
    await toTwo.until((each) => each.type === "typing" && each.active);
    await ask(one, "typing", { sessionId: id, active: false });
    await toTwo.until((each) => each.type === "typing" && !each.active);
    // What is said again within a second is not told again.
    expect(toTwo.seen.filter((each) => each.type === "typing")).toHaveLength(2);
    expect(toOne.seen.filter((each) => each.type === "typing")).toEqual([]);
  });

  it("tell that somebody types no more when their connection is gone in the middle of a word", async () => {
    const { id } = await answered();
    const [one, two] = [await troupe.connect(), await troupe.connect()];
    const toOne = glimpsesOf(one);
    await ask(one, "join", { sessionId: id });
    await ask(two, "join", { sessionId: id });
    await ask(two, "typing", { sessionId: id, active: true });
    await toOne.until((each) => each.type === "typing" && each.active);
    two.close();
    await toOne.until((each) => each.type === "typing" && !each.active);
    await toOne.until((each) => each.type === "presence" && each.online === 1);
    expect((await troupe.log(id)).some((event) => /typing|presence/.test(event.type))).toBe(false);
  });
});
