import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SessionClient, type SessionView } from "../../lib/client/session-client.ts";
import { socketTransport, type Transport } from "../../lib/client/transport.ts";
import { fold } from "../../lib/core/reduce.ts";
import { newId } from "../../server/new-id.ts";
import { allOver, ofType } from "../runtime/stage.ts";
import { type SocketStage, startSockets } from "../socket/socket-stage.ts";
import { lossyTransport } from "./lossy-transport.ts";

let troupe: SocketStage;
beforeAll(async () => {
  troupe = await startSockets({ text: "An answer of five words." });
});
afterAll(() => troupe.stop());

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function connection(): Transport {
  const socket = io(troupe.url, { transports: ["websocket"], forceNew: true });
  ends.push(() => socket.close());
  return socketTransport(socket);
}

function follow(sessionId: string, transport: Transport, more: { quietMs?: number } = {}): SessionClient {
  const client = new SessionClient({ transport, sessionId, newCommandId: () => newId("command"), ...more });
  ends.unshift(() => client.close());
  return client;
}

/** mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const isLive = (view: SessionView) => view.connection === "live";
const answered = (runs: number) => (view: SessionView) => view.state.runs.length === runs && allOver(view.state);

describe("a client of a session", () => {
  it("joins, folds what comes and sees the answer to what it said", async () => {
    const id = await troupe.open();
    const client = follow(id, connection());
    const { head } = await client.send({ type: "message.post", content: "Hello" });
    expect(head).toBeGreaterThan(1);
    const view = await client.until(answered(1));
    expect(view.state).toEqual(fold(await troupe.log(id)));
    expect(view).toMatchObject({ pending: 0, connection: "live", texts: {} });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("knows its own words in the log from the first view that shows them, also before its command is answered", async () => {
    const client = follow(await troupe.open(), connection());
    const views: SessionView[] = [];
    client.subscribe((view) => views.push(view));
    await client.send({ type: "message.post", content: "Hello" }, "command-of-mine");
    await client.until(answered(1));
    const showing = views.filter(({ state }) => state.messages.length > 0);
    expect(showing.length).toBeGreaterThan(0);
    expect(showing.filter(({ told }) => !told.has("command-of-mine"))).toEqual([]);
    expect(views[0]?.told.size).toBe(0);
  });

  it("rejects a command with the server's refusal", async () => {
    const client = follow(await troupe.open(), connection());
    const cancelling = client.send({ type: "run.cancel", runId: "run_nowhere" });
    await expect(cancelling).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("run_nowhere"),
    });
    expect(client.current.pending).toBe(0);
  });

  it("says so where it may not follow the session", async () => {
    const client = follow("ses_nowhere", connection());
    const view = await client.until((now) => now.refused !== undefined);
    expect(view.refused?.code).toBe("not_found");
  });

  it("sends what was said offline once, and says how much it missed", async () => {
    const id = await troupe.open();
    const transport = lossyTransport(connection(), { random: () => 1, lose: 0, double: 0, answerWithinMs: 5_000 });
    const client = follow(id, transport);
    await client.until(isLive);
    const before = client.current.state.head;
    const reconnect = transport.disconnect();
    expect(client.current.connection).toBe("offline");
    const sent = client.send({ type: "message.post", content: "Said offline" });
    expect(client.current.pending).toBe(1);
    await troupe.post(id, "Said meanwhile");
    const { head } = await troupe.until(id, allOver);
    expect(client.current.state.head).toBe(before);
    const back = client.until(isLive);
    reconnect();
    expect((await back).caughtUp).toBeGreaterThanOrEqual(head - before);
    await sent;
    const view = await client.until(answered(2));
    expect(transport.counts.sent.get("command")).toBe(1);
    expect(ofType(await troupe.log(id), "message.posted").map((event) => event.message.content)).toEqual([
      "Said meanwhile",
      "Said offline",
    ]);
    expect(view.state).toEqual(fold(await troupe.log(id)));
  });

  it("happens once what was sent although the answer was lost", async () => {
    const id = await troupe.open();
    let requests = 0;
    const inner = connection();
    const forgetful: Transport = {
      ...inner,
      async request(name, frame) {
        const answer = await inner.request(name, frame);
        if (name === "command" && requests++ < 3) throw new Error("the answer was lost");
        return answer;
      },
    };
    const client = follow(id, forgetful);
    await client.send({ type: "message.post", content: "Once" });
    expect(requests).toBe(4);
    await client.until(answered(1));
    expect(ofType(await troupe.log(id), "message.posted")).toHaveLength(1);
  });

  it("begins with the state that came with the page, and reads only what is behind it", async () => {
    const id = await troupe.open();
    await troupe.post(id, "Hello");
    const initial = await troupe.until(id, allOver);
    const joins: unknown[] = [];
    const inner = connection();
    const watched: Transport = {
      ...inner,
      request(name, frame) {
        if (name === "join") joins.push(frame);
        return inner.request(name, frame);
      },
    };
    const client = new SessionClient({
      transport: watched,
      sessionId: id,
      newCommandId: () => newId("command"),
      initial,
    });
    ends.unshift(() => client.close());
    await client.until(isLive);
    expect(joins).toEqual([{ sessionId: id, after: initial.head }]);
    expect(client.current.state).toEqual(initial);
  });

  it("takes an event that came before the answer to its join, without waiting for a later one", async () => {
    const id = await troupe.open();
    const inner = connection();
    let early: (() => Promise<void>) | null = null;
    const hasty: Transport = {
      ...inner,
      async request(name, frame) {
        const answer = await inner.request(name, frame);
        // What is sent right behind the answer arrives in the same breath, before anybody has read it.
        await early?.();
        return answer;
      },
    };
    early = async () => {
      early = null;
      await troupe.send(id, { type: "session.change", title: "Changed meanwhile" });
      const seen = Promise.withResolvers<void>();
      const stop = inner.on("events", () => seen.resolve());
      await Promise.race([
        seen.promise,
        troupe.connect().then(async (other) => void (await other.emitWithAck("leave", { sessionId: id }))),
      ]);
      stop();
    };
    const client = follow(id, hasty);
    const view = await client.until((now) => now.state.title === "Changed meanwhile");
    expect(view.state).toEqual(fold(await troupe.log(id)));
  });

  it("asks at once where the server tells of what it does not have: by a later event, or by an answer", async () => {
    const id = await troupe.open();
    const inner = connection();
    let toLose = 0;
    const leaky: Transport = {
      ...inner,
      on: (name, listener) =>
        inner.on(name, (frame) => ("events" in frame && toLose-- > 0 ? undefined : listener(frame))),
    };
    const client = follow(id, leaky, { quietMs: 1_000_000 });
    await client.until(isLive);
    toLose = 1;
    await troupe.send(id, { type: "session.change", title: "Lost" });
    await troupe.send(id, { type: "session.change", tags: ["later"] });
    await client.until((view) => view.state.tags.length === 1);
    expect(client.current.state.title).toBe("Lost");
    toLose = 1;
    const { head } = await client.send({ type: "session.change", title: "Lost again" });
    await client.until((view) => view.state.head === head);
    expect(client.current.state).toEqual(fold(await troupe.log(id)));
  });

  it("asks when it is quiet although a run is at work: the last frame of all may be the lost one", async () => {
    troupe.far.script({ text: "Short." });
    const id = await troupe.open();
    const inner = connection();
    let lost = 0;
    const withoutEnds: Transport = {
      ...inner,
      on: (name, listener) =>
        inner.on(name, (frame) => {
          const isEnd = "events" in frame && frame.events.some((event) => event.type === "run.finished");
          if (isEnd) lost++;
          else listener(frame);
        }),
    };
    const client = follow(id, withoutEnds, { quietMs: 50 });
    await client.until(isLive);
    await client.send({ type: "message.post", content: "Hello" });
    const view = await client.until(answered(1));
    expect(lost).toBeGreaterThan(0);
    expect(view.state).toEqual(fold(await troupe.log(id)));
  });

  it("shows no text of a turn that is over, also where a glimpse comes late", async () => {
    troupe.far.script({ text: "Short." });
    const id = await troupe.open();
    const client = follow(id, connection());
    await client.until(isLive);
    await client.send({ type: "message.post", content: "Hello" });
    const { state } = await client.until(answered(1));
    const [run] = state.runs;
    const late = new Promise<void>((resolve) => {
      const other = new SessionClient({
        transport: connection(),
        sessionId: id,
        newCommandId: () => newId("command"),
        onLive: () => resolve(),
      });
      ends.unshift(() => other.close());
      void other.until(isLive).then(() =>
        troupe.runtime.ports.bus.publishLive(id, [
          {
            type: "text.delta",
            runId: run?.id as string,
            turnId: run?.turns[0]?.id as string,
            offset: 0,
            text: "Short.",
          },
        ]),
      );
    });
    await late;
    expect(client.current.texts).toEqual({});
  });

  it("leaves nothing behind when it is closed", async () => {
    const id = await troupe.open();
    const client = follow(id, connection());
    await client.until(isLive);
    const reply = client.send({ type: "message.post", content: "Hello" });
    client.close();
    const seen = client.current;
    await reply.catch(() => {});
    await troupe.until(id, allOver);
    expect(client.current).toBe(seen);
  });
});

describe.each([1, 2, 3])(
  "a client that loses a third of its frames, doubles some and breaks off, with seed %i,",
  (seed) => {
    it("ends where the log ends, shows only true beginnings of texts, and has said everything once", async () => {
      troupe.far.script({ text: "An answer of some seven words, streamed.", tokensPerSecond: 400 });
      const id = await troupe.open();
      const random = seeded(seed);
      const transport = lossyTransport(connection(), { random, lose: 1 / 3, double: 1 / 6, answerWithinMs: 150 });
      const client = follow(id, transport, { quietMs: 100 });
      const wrong: string[] = [];
      client.subscribe(({ texts, state }) => {
        for (const { text } of Object.values(texts))
          if (!"An answer of some seven words, streamed.".startsWith(text)) wrong.push(text);
        if (state.head > 0 && state.openedAt === "") wrong.push("a state without its beginning");
      });

      const posts: Promise<unknown>[] = [];
      for (let n = 0; n < 6; n++) {
        posts.push(client.send({ type: "message.post", content: `Message ${n}` }));
        if (n % 2 === 0) {
          const reconnect = transport.disconnect();
          await troupe.post(id, `From elsewhere ${n}`);
          reconnect();
        }
      }
      await Promise.all(posts);
      await troupe.until(id, (state) => state.runs.length === 9 && allOver(state));
      const log = await troupe.log(id);
      const view = await client.until((now) => now.state.head === log.length);
      expect(view.state).toEqual(fold(log));
      expect(view.texts).toEqual({});
      expect(wrong).toEqual([]);
      expect(ofType(log, "message.posted")).toHaveLength(9);
      expect(transport.counts.lost).toBeGreaterThan(10);
      expect(transport.counts.doubled).toBeGreaterThan(5);
      expect(await troupe.violations(id)).toEqual([]);
    });
  },
);
