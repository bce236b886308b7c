import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ServerFrames } from "../../lib/client/protocol.ts";
import { nothingYet } from "../../lib/core/state.ts";
import { singleUser } from "../../server/runtime/authorize.ts";
import type { Runtime, SessionWatcher } from "../../server/runtime/create-runtime.ts";
import { attachSockets } from "../../server/socket/attach.ts";
import { SummaryFeed } from "../../server/socket/summary-feed.ts";
import { type StartedRuntime, startRuntime } from "../support/start-runtime.ts";

type Frame = ServerFrames["summaries"];

let started: StartedRuntime;
let http: Server;
let sockets: Socket[];

beforeEach(async () => {
  started = await startRuntime();
  http = createServer();
  attachSockets(http, {
    runtime: () => started.runtime,
    maxBytes: 1 << 20,
    refuse: () => null,
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  sockets = [];
});

afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await started.stop();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

/** A socket, and everything that it was told of lists. */
async function connect(): Promise<{
  socket: Socket;
  frames: Frame[];
  until(fits: (frame: Frame) => boolean): Promise<Frame>;
}> {
  const { port } = http.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
  sockets.push(socket);
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  socket.on("summaries", (frame: Frame) => {
    frames.push(frame);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const until = (fits: (frame: Frame) => boolean) =>
    new Promise<Frame>((resolve) => {
      const look = () => {
        const found = frames.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { socket, frames, until };
}

describe("who watches the list of sessions", () => {
  test("hears of a new session, of its run, of its end, and of its deletion", async () => {
    const { socket, until } = await connect();
    expect(await socket.emitWithAck("watch", {})).toEqual({ ok: true });

    const id = await started.open();
    await started.post(id, "Hello");
    await started.until(id, (state) => state.runs.length === 1 && state.runs.every((run) => run.finished));
    const head = (await started.runtime.sessions.read(id)).head;
    const last = await until(({ sessions }) => sessions.some((each) => each.id === id && each.head === head));
    expect(last.sessions).toMatchObject([{ id, openRuns: 0, waitingForPerson: 0, messageCount: 2 }]);
    expect(last.gone).toEqual([]);

    await started.runtime.deleteSession(started.principal, id);
    expect((await until(({ gone }) => gone.length > 0)).gone).toEqual([id]);
  });

  test("hears of many changes at once, the newest of each session", () => {
    vi.useFakeTimers();
    const runtime = {
      onSessionChange(watch: SessionWatcher) {
        tell = watch;
        return () => {};
      },
    } as Partial<Runtime> as Runtime;
    let tell: SessionWatcher = () => {};
    const frames: Frame[] = [];
    const feed = new SummaryFeed((frame) => frames.push(frame));
    feed.start(runtime, singleUser);
    for (let head = 1; head <= 100; head++) {
      tell("one", "local", { ...nothingYet, head }, []);
      tell("two", "local", head < 100 ? { ...nothingYet, head } : null, []);
    }
    expect(frames).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(frames).toMatchObject([{ sessions: [{ id: "one", head: 100 }], gone: ["two"] }]);
    vi.advanceTimersByTime(10_000);
    expect(frames.length).toBe(1);
    vi.useRealTimers();
  });

  test("hears nothing more after unwatch, and nothing of other people's sessions", async () => {
    const { socket, frames } = await connect();
    const other = await connect();
    await socket.emitWithAck("watch", {});
    await other.socket.emitWithAck("watch", {});
    await socket.emitWithAck("unwatch", {});
    await started.runtime.openSession({ userId: "somebody-else", role: "member" }, {});
    const mine = await started.open();
    const told = await other.until(({ sessions }) => sessions.length > 0);
    expect(told.sessions.map((each) => each.id)).toEqual([mine]);
    expect(frames).toEqual([]);
  });

  test("leaves nothing behind when the connection ends", async () => {
    const watchers = countWatchers();
    const { socket } = await connect();
    await socket.emitWithAck("watch", {});
    expect(watchers()).toBe(1);
    const closed = watchers.changed();
    socket.disconnect();
    await closed;
    expect(watchers()).toBe(0);
  });
});

/** How many watch the runtime now. */
function countWatchers(): { (): number; changed(): Promise<void> } {
  const { runtime } = started;
  const original = runtime.onSessionChange.bind(runtime);
  let count = 0;
  let told: (() => void) | null = null;
  runtime.onSessionChange = (watcher) => {
    count++;
    const stop = original(watcher);
    return () => {
      count--;
      told?.();
      stop();
    };
  };
  return Object.assign(() => count, {
    changed: () =>
      new Promise<void>((resolve) => {
        told = resolve;
      }),
  });
}
