import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { expect, test, vi } from "vitest";
import { type Moment, momentOf, mostMoments, type Operations } from "../../lib/operations/operations.ts";
import { OperationsCourse } from "../../server/runtime/operations-course.ts";
import { readOperations } from "../../server/runtime/read-operations.ts";
import { attachSockets } from "../../server/socket/attach.ts";
import { OperationsFeed } from "../../server/socket/operations-feed.ts";
import { startRuntime } from "../support/start-runtime.ts";

test("who watches the operations hears how the process stands, at once and again as it goes on", async () => {
  const troupe = await startRuntime();
  const http = createServer();
  attachSockets(http, {
    runtime: () => troupe.runtime,
    maxBytes: 1 << 20,
    refuse: () => null,
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
  const next = (fits: (operations: Operations) => boolean) =>
    new Promise<Operations>((resolve) => {
      const look = (operations: Operations) => {
        if (!fits(operations)) return;
        socket.off("operations", look);
        resolve(operations);
      };
      socket.on("operations", look);
    });
  await new Promise<void>((resolve) => socket.once("connect", resolve));

  const first = next(() => true);
  const { ok, course } = await socket.emitWithAck("watch-operations", {});
  expect([ok, course.length > 0]).toEqual([true, true]);
  // What stands is told as the last moment of the course, or as one that came since: all who look see the same moments.
  expect((await first).at >= ((course as Moment[]).at(-1)?.at ?? "")).toBe(true);
  expect(troupe.runtime.metrics.course.moments.map(({ at }) => at)).toContain((await first).at);
  expect(await first).toMatchObject({ openTurns: 0, models: [], queue: { running: 0 }, providers: expect.any(Array) });

  const session = await troupe.open();
  await troupe.post(session, "What is 6*7?");
  const later = await next(({ models }) => models.some(({ turns }) => turns === 2));
  expect(later.tools).toMatchObject([{ name: "calculate", calls: 1, errors: 0 }]);
  expect(later.agents).toMatchObject([{ name: "general", turns: 2 }]);

  expect(await socket.emitWithAck("unwatch-operations", {})).toEqual({ ok: true });
  socket.disconnect();
  await troupe.stop();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

test("the feed tells of every moment while somebody looks, once however often it is asked, and nothing afterwards", async () => {
  const troupe = await startRuntime();
  vi.useFakeTimers();
  try {
    let second = 0;
    const course = new OperationsCourse(() => ({
      ...momentOf(readOperations(troupe.runtime)),
      at: new Date(Date.UTC(2026, 0, 1, 12, 0, second++)).toISOString(),
    }));
    const stop = course.start();
    const runtime = { ...troupe.runtime, metrics: { ...troupe.runtime.metrics, course } };
    const told: string[] = [];
    const feed = new OperationsFeed(({ at }) => told.push(at));
    feed.start(runtime);
    feed.start(runtime);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(3_000);
    expect(told).toEqual(course.moments.map(({ at }) => at));
    expect(told).toHaveLength(4);
    feed.stop();
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(4);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(course.moments).toHaveLength(9);
  } finally {
    vi.useRealTimers();
    await troupe.stop();
  }
});

test("the course is the same for everybody, says what was counted, and keeps no more than the last minutes", async () => {
  vi.useFakeTimers();
  try {
    let running = 0;
    const nothing = momentOf({
      at: "",
      queue: { queued: 0, running: 0, oldestWaitMs: 9 },
      openTurns: 0,
      agents: [],
      models: [],
      tools: [],
      providers: [],
    });
    expect(nothing.oldestWaitMs).toBe(0);
    const course = new OperationsCourse(() => ({ ...nothing, running: running++, at: new Date().toISOString() }));
    const stop = course.start();
    vi.advanceTimersByTime(10 * 60_000);
    stop();
    expect(course.moments).toHaveLength(mostMoments);
    expect(course.moments.at(-1)?.running).toBe(600);
    const seconds = course.moments.map(({ at }) => Date.parse(at) / 1_000);
    expect(seconds.every((second, index) => index === 0 || second - (seconds[index - 1] as number) === 1)).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test("what is kept of a moment is what the operations of that moment add up to", async () => {
  const troupe = await startRuntime();
  const session = await troupe.open();
  await troupe.post(session, "What is 6*7?");
  await troupe.until(session, (state) => state.runs.some(({ finished }) => finished));
  const { metrics } = troupe.runtime;
  const { at } = await new Promise<Moment>((resolve) => metrics.course.onMoment(resolve));
  const now = momentOf({ ...readOperations(troupe.runtime), at });
  expect(metrics.course.moments.at(-1)).toEqual(now);
  expect(now).toMatchObject({ turns: 2, calls: 1, callErrors: 0, running: 0 });
  await troupe.stop();
});
