import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { expect, test, vi } from "vitest";
import type { Operations } from "../../lib/operations/operations.ts";
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
  expect(await socket.emitWithAck("watch-operations", {})).toEqual({ ok: true });
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

test("the feed tells every second while somebody looks, once however often it is asked, and nothing afterwards", async () => {
  const troupe = await startRuntime();
  vi.useFakeTimers();
  try {
    let told = 0;
    const feed = new OperationsFeed(() => told++);
    feed.start(troupe.runtime);
    feed.start(troupe.runtime);
    expect(told).toBe(1);
    vi.advanceTimersByTime(3_000);
    expect(told).toBe(4);
    feed.stop();
    vi.advanceTimersByTime(5_000);
    expect(told).toBe(4);
  } finally {
    vi.useRealTimers();
    await troupe.stop();
  }
});
