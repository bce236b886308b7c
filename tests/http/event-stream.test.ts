import { ServerResponse } from "node:http";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Recorded } from "../../lib/core/events.ts";
import { busyBytes, lostBytes } from "../../server/http/sse-writer.ts";
import { singleUser } from "../../server/runtime/authorize.ts";
import type { Runtime } from "../../server/runtime/create-runtime.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { readSse, type SseFrame, type SseReader } from "./sse-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
/** Between two reads of the log something happens, or the bus loses something. */
let beforeRead: () => Promise<void> = async () => {};
beforeAll(async () => {
  server = await startServer({
    wrap: (runtime): Runtime => ({
      ...runtime,
      async events(...args) {
        const events = await runtime.events(...args);
        await beforeRead();
        return events;
      },
    }),
  });
});
afterEach(() => server.quiet());
afterAll(() => server.stop());
const call = apiClient(() => server);

const open = async () => (await call("POST", "/api/v1/sessions", {})).body.id as string;
const urlOf = (sessionId: string, after = 0) => `${server.url}/api/v1/sessions/${sessionId}/events?after=${after}`;
const rename = (sessionId: string, title: string) =>
  server.runtime.dispatch(
    singleUser,
    sessionId,
    { type: "session.change", title },
    server.runtime.ports.newId("command"),
  );
const facts = (reader: SseReader) => reader.frames.filter((frame) => frame.id !== undefined);
const isAt = (seq: number) => (frame: SseFrame) => frame.id === String(seq);
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const streams = async () => (await call("GET", "/api/v1/stats")).body.connections.streams as number;

describe("the log as a stream", () => {
  test("tells what was and then what happens: type, number and event", async () => {
    const sessionId = await open();
    const reader = await readSse(urlOf(sessionId));
    expect(reader.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
    });
    await reader.until(isAt(1));
    const { head } = await rename(sessionId, "New");
    const frame = await reader.until(isAt(head));
    expect(frame).toMatchObject({
      event: "session.changed",
      id: String(head),
      data: { type: "session.changed", seq: head, title: "New" },
    });
    reader.hangUp();
  });

  test("brings glimpses without an id, and the text that somebody who comes late has missed", async () => {
    const sessionId = await open();
    const reader = await readSse(urlOf(sessionId));
    await reader.until(isAt(1));
    server.runtime.ports.bus.publishLive(sessionId, [{ type: "typing", userId: "ana", active: true }]);
    const frame = await reader.until((each) => each.event === "live");
    expect(frame).toEqual({ event: "live", data: { type: "typing", userId: "ana", active: true } });
    reader.hangUp();
  });

  test("goes on where Last-Event-ID says, which counts more than the address", async () => {
    const sessionId = await open();
    for (const title of ["a", "b", "c"]) await rename(sessionId, title);
    const reader = await readSse(urlOf(sessionId, 0), { headers: { "last-event-id": "2" } });
    await reader.until(isAt(4));
    expect(facts(reader).map((frame) => frame.id)).toEqual(["3", "4"]);
    reader.hangUp();
  });

  test("is refused as a problem where there is nothing to follow", async () => {
    const accept = { accept: "text/event-stream" };
    expectProblem(await call("GET", "/api/v1/sessions/ses_nothing/events", undefined, accept), 404, "not_found");
    expectProblem(
      await call("GET", `/api/v1/sessions/${await open()}/events?after=99`, undefined, accept),
      400,
      "invalid",
      /beyond/,
    );
    expectProblem(
      await call("GET", `/api/v1/sessions/${await open()}/events`, undefined, { ...accept, "last-event-id": "abc" }),
      400,
      "invalid",
      /^Last-Event-ID must be a whole number, 0 or more\.$/,
    );
  });

  test("answers HEAD without beginning", async () => {
    const response = await fetch(urlOf(await open()), { method: "HEAD", headers: { accept: "text/event-stream" } });
    expect(response.status).toBe(200);
    expect(await streams()).toBe(0);
  });

  test("puts what happens in one tick into one write", async () => {
    const sessionId = await open();
    const reader = await readSse(urlOf(sessionId));
    await reader.until(isAt(1));
    const write = vi.spyOn(ServerResponse.prototype, "write");
    const { bus } = server.runtime.ports;
    for (let n = 0; n < 20; n++) bus.publishLive(sessionId, [{ type: "typing", userId: `user ${n}`, active: true }]);
    await reader.until((frame) => frame.data.userId === "user 19");
    expect(reader.frames.filter((frame) => frame.event === "live")).toHaveLength(20);
    expect(write).toHaveBeenCalledTimes(1);
    reader.hangUp();
  });

  test("loses and doubles nothing, wherever the reader hangs up and comes back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ before: fc.nat(4), during: fc.nat(4) }), { minLength: 1, maxLength: 5 }),
        async (stays) => {
          const sessionId = await open();
          const seen: string[] = [];
          let head = 1;
          for (const { before, during } of stays) {
            for (let n = 0; n < before; n++) head = (await rename(sessionId, `before ${n}`)).head;
            const reader = await readSse(urlOf(sessionId), { headers: { "last-event-id": seen.at(-1) ?? "0" } });
            const changes = Array.from({ length: during }, (_, n) => rename(sessionId, `during ${n}`));
            for (const change of await Promise.all(changes)) head = Math.max(head, change.head);
            // Hangs up anywhere: behind the last, or before it.
            const known = Number(seen.at(-1) ?? 0);
            if (known < head) await reader.until(isAt(Math.max(known + 1, head - Math.min(during, 1))));
            reader.hangUp();
            await reader.ended;
            seen.push(...facts(reader).map((frame) => frame.id as string));
          }
          const rest = await readSse(urlOf(sessionId), { headers: { "last-event-id": seen.at(-1) ?? "0" } });
          if (seen.at(-1) !== String(head)) await rest.until(isAt(head));
          rest.hangUp();
          seen.push(...facts(rest).map((frame) => frame.id as string));
          expect(seen).toEqual(upTo(1, head));
        },
      ),
      { numRuns: 15 },
    );
  });

  test("has no gap where something happens between the subscription and the reading", async () => {
    const sessionId = await open();
    let times = 3;
    beforeRead = async () => {
      if (times-- > 0) await rename(sessionId, `while it reads ${times}`);
    };
    const reader = await readSse(urlOf(sessionId));
    await reader.until(isAt(4));
    beforeRead = async () => {};
    expect(facts(reader).map((frame) => frame.id)).toEqual(upTo(1, 4));
    reader.hangUp();
  });

  test("says nothing twice, though the bus does", async () => {
    const sessionId = await open();
    const reader = await readSse(urlOf(sessionId));
    await reader.until(isAt(1));
    const { bus } = server.runtime.ports;
    const publish = bus.publishEvents.bind(bus);
    bus.publishEvents = (id, events) => {
      publish(id, events);
      publish(id, events);
    };
    for (const title of ["a", "b"]) await rename(sessionId, title);
    bus.publishEvents = publish;
    const { head } = await rename(sessionId, "c");
    await reader.until(isAt(head));
    expect(facts(reader).map((frame) => frame.id)).toEqual(upTo(1, head));
    reader.hangUp();
  });

  test("reads again what the bus lost", async () => {
    const sessionId = await open();
    const reader = await readSse(urlOf(sessionId));
    await reader.until(isAt(1));
    const { bus, log } = server.runtime.ports;
    const publish = bus.publishEvents.bind(bus);
    bus.publishEvents = () => {};
    for (const title of ["a", "b"]) await rename(sessionId, title);
    bus.publishEvents = publish;
    const { head } = await rename(sessionId, "c");
    await reader.until(isAt(head));
    expect(facts(reader).map((frame) => frame.data as Recorded)).toEqual(await log.read(sessionId, 0));
    reader.hangUp();
  });

  test("gives a long log in pages, all of it", async () => {
    const sessionId = await open();
    await server.runtime.sessions.change(sessionId, { by: "local" }, () =>
      Array.from({ length: 1_300 }, (_, n) => ({ type: "session.changed" as const, by: "local", title: `title ${n}` })),
    );
    const reader = await readSse(urlOf(sessionId));
    await reader.until(isAt(1_301));
    expect(facts(reader)).toHaveLength(1_301);
    reader.hangUp();
  });

  test("says every 15 seconds that it is still there, and ends when its session is gone", async () => {
    const sessionId = await open();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const reader = await readSse(urlOf(sessionId));
      await reader.until(isAt(1));
      vi.advanceTimersByTime(15_000);
      await reader.untilText(/^: still here$/m);
      await call("DELETE", `/api/v1/sessions/${sessionId}`);
      vi.advanceTimersByTime(15_000);
      await reader.ended;
    } finally {
      vi.useRealTimers();
    }
  });

  test("is cleaned up when the reader hangs up", async () => {
    const sessionId = await open();
    const readers = await Promise.all(Array.from({ length: 5 }, () => readSse(urlOf(sessionId))));
    await Promise.all(readers.map((reader) => reader.until(isAt(1))));
    expect(await streams()).toBe(5);
    expect(server.runtime.ports.bus.watched()).toContain(sessionId);
    for (const reader of readers) reader.hangUp();
    await server.quiet();
    expect(await streams()).toBe(0);
    expect(server.runtime.ports.bus.watched()).not.toContain(sessionId);
  });
});

describe("a reader that does not read", () => {
  test("loses glimpses first, then its connection; what the server holds for it is bounded, and others are unharmed", async () => {
    const sessionId = await open();
    const slow = await readSse(urlOf(sessionId));
    await slow.until(isAt(1));
    const [socket] = [...server.streaming()];
    slow.pause();
    const well = await readSse(urlOf(sessionId));
    await well.until(isAt(1));

    const { bus } = server.runtime.ports;
    const text = "x".repeat(64 * 1024);
    let most = 0;
    for (let n = 0; n < 400; n++) {
      bus.publishLive(sessionId, [{ type: "text.delta", runId: "r", turnId: "t", offset: n * text.length, text }]);
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, socket?.writableLength ?? 0);
    }
    expect(most).toBeGreaterThan(busyBytes / 2);
    expect(most).toBeLessThan(busyBytes + 4 * text.length);
    expect(socket?.destroyed).toBe(false);

    let head = 0;
    for (let n = 0; n < 200 && !socket?.destroyed; n++) {
      head = (await bigChange(sessionId, n)).head;
      most = Math.max(most, socket?.writableLength ?? 0);
    }
    expect(socket?.destroyed).toBe(true);
    expect(most).toBeLessThan(lostBytes + 2 * 1024 * 1024);
    await well.until(isAt(head));
    expect(facts(well).map((frame) => frame.id)).toEqual(upTo(1, head));
    well.hangUp();

    slow.resume();
    await slow.ended;
    const seen = facts(slow).map((frame) => frame.id as string);
    const back = await readSse(urlOf(sessionId), { headers: { "last-event-id": seen.at(-1) as string } });
    await back.until(isAt(head));
    expect([...seen, ...facts(back).map((frame) => frame.id)]).toEqual(upTo(1, head));
    back.hangUp();
  });
});

function bigChange(sessionId: string, n: number) {
  const items = Array.from({ length: 100 }, (_, index) => ({
    id: `i${index}`,
    title: `item ${index}`,
    status: "pending" as const,
    notes: `${n}`.repeat(4_000).slice(0, 4_000),
  }));
  return server.runtime.dispatch(singleUser, sessionId, { type: "todo.change", items }, `big-${sessionId}-${n}`);
}
