import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { expect, test } from "vitest";
import type { ServerFrames } from "../../lib/client/protocol.ts";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { attachSockets } from "../../server/socket/attach.ts";
import { opened, posted, queued, turnCompleted, turnStarted } from "../core/facts.ts";
import { startRuntime } from "../support/start-runtime.ts";

const hourMs = 3_600_000;

/** Five turns that took so long, so many hours ago. */
function turns(hoursAgo: number, ms: number): Recorded[] {
  const events: SessionEvent[] = [opened(), posted("m1"), queued("r1", { replyTo: "m1" })];
  for (const n of [1, 2, 3, 4, 5])
    events.push(turnStarted("r1", `t${n}`), turnCompleted("r1", `t${n}`, "Hello", [], { ms }));
  const at = new Date(Date.now() - hoursAgo * hourMs).toISOString();
  return events.map((event, index) => ({ ...event, seq: index + 1, at }) as Recorded);
}

test("who watches hears of what is otherwise than usual, when it is found and when one comes later", async () => {
  const troupe = await startRuntime();
  const { runtime } = troupe;
  const { figures } = runtime.ports;
  await figures.catchUp();
  const http = createServer();
  attachSockets(http, { runtime: () => runtime, maxBytes: 1 << 20, refuse: () => null, onTrouble: () => {} });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const connect = async () => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
    const heard = new Promise<ServerFrames["anomalies"]>((resolve) => socket.once("anomalies", resolve));
    await new Promise<void>((resolve) => socket.once("connect", resolve));
    expect(await socket.emitWithAck("watch", {})).toEqual({ ok: true });
    return { socket, heard };
  };
  const first = await connect();

  for (const ago of [2, 3, 4, 5, 6, 7, 8, 9]) figures.note(`ses_${ago}`, fold(turns(ago, 100)), turns(ago, 100));
  await figures.keepUp();
  await runtime.anomalies.look();
  expect(runtime.anomalies.current).toEqual([]);

  figures.note("ses_now", fold(turns(0, 20_000)), turns(0, 20_000));
  await figures.keepUp();
  await runtime.anomalies.look();
  const found = [
    expect.objectContaining({ kind: "agent", name: "general", measure: "latency", of: 5 }),
    expect.objectContaining({ kind: "model", name: "demo/demo", measure: "latency", hours: 8 }),
  ];
  expect(runtime.anomalies.current).toEqual(found);
  expect((await first.heard).anomalies).toEqual(found);
  const second = await connect();
  expect((await second.heard).anomalies).toEqual(found);

  first.socket.close();
  second.socket.close();
  await new Promise((resolve) => http.close(resolve));
  await troupe.stop();
});
