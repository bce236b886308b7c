import { randomBytes } from "node:crypto";
import { connect, type Socket as TcpSocket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServerFrames } from "../../lib/client/protocol.ts";
import { allOver } from "../runtime/stage.ts";
import { eventually } from "../support/eventually.ts";
import { ask, type SocketStage, startSockets } from "./socket-stage.ts";

let troupe: SocketStage;
beforeAll(async () => {
  troupe = await startSockets();
});
afterAll(() => troupe.stop());

/** A client by hand that joins a session and then reads nothing any more. */
async function deafClient(sessionId: string): Promise<{ tcp: TcpSocket; gone: Promise<void> }> {
  const tcp = connect(troupe.port, "127.0.0.1");
  const gone = new Promise<void>((resolve) => tcp.once("close", () => resolve()));
  tcp.on("error", () => {});
  const key = randomBytes(16).toString("base64");
  tcp.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${troupe.port}\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  const hears = (what: string) =>
    new Promise<void>((resolve) => {
      let heard = "";
      const listen = (data: Buffer) => {
        heard += data.toString("latin1");
        if (!heard.includes(what)) return;
        tcp.off("data", listen);
        resolve();
      };
      tcp.on("data", listen);
    });
  const says = (text: string) => tcp.write(frame(text));
  await hears("0{");
  const welcomed = hears("40{");
  says("40");
  await welcomed;
  const joined = hears('"ok":true');
  says(`420["join",${JSON.stringify({ sessionId })}]`);
  await joined;
  tcp.pause();
  return { tcp, gone };
}

/** A short WebSocket text frame, masked with zeros. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body]);
}

/** What the server holds for each connection. */
const held = () =>
  [...troupe.io.sockets.sockets.values()].map(({ conn }) => {
    const { socket } = conn.transport as unknown as { socket: { bufferedAmount: number } };
    const { writeBuffer } = conn as unknown as { writeBuffer: { data?: string }[] };
    return socket.bufferedAmount + writeBuffer.reduce((sum, packet) => sum + (packet.data?.length ?? 0), 0);
  });
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("a client that does not read", () => {
  it("has its glimpses joined, then dropped: what is held for it is bounded, and others get everything", async () => {
    const id = await troupe.open();
    const reading = await troupe.connect();
    let read = 0;
    reading.on("live", (frames: ServerFrames["live"]) => {
      for (const each of frames.live) if (each.type === "text.delta") read += each.text.length;
    });
    await ask(reading, "join", { sessionId: id });
    const { tcp } = await deafClient(id);
    const text = "x".repeat(10_000);
    const { bus } = troupe.runtime.ports;
    let offset = 0;
    let most = 0;
    for (let n = 0; n < 3_000; n++) {
      bus.publishLive(id, [{ type: "text.delta", runId: "run_1", turnId: "turn_1", offset, text }]);
      offset += text.length;
      // As fast as somebody reads who keeps up: on a busy machine, that one would lose glimpses too.
      while (offset - read > 150_000) await turn();
      most = Math.max(most, ...held());
    }
    await eventually("the other client reads all of it", 10_000, () => (read === offset ? true : undefined));
    // The kernel's own buffers take a few megabytes; what Node holds beyond that stays small.
    expect(offset).toBe(30_000_000);
    expect(most).toBeLessThan(1024 * 1024);
    expect(troupe.io.sockets.sockets.size).toBe(2);
    tcp.destroy();
  });

  it("loses its connection where facts pile up, small ones before large ones too; others get them all", async () => {
    const id = await troupe.open();
    const reading = await troupe.connect();
    let head = 0;
    reading.on("events", (frames: ServerFrames["events"]) => {
      for (const event of frames.events) {
        expect(event.seq).toBe(head + 1);
        head = event.seq;
      }
    });
    const joined = await ask(reading, "join", { sessionId: id });
    head = joined.ok ? joined.head : 0;
    const { gone } = await deafClient(id);
    const at = new Date().toISOString();
    const { bus } = troupe.runtime.ports;
    let seq = head;
    let most = 0;
    const before = troupe.io.sockets.sockets.size;
    const change = (title: string) =>
      bus.publishEvents(id, [{ type: "session.changed", by: "local", title, seq: ++seq, at }]);
    for (let n = 0; n < 200; n++) change("small");
    for (let n = 0; n < 400 && troupe.io.sockets.sockets.size === before; n++) {
      change("x".repeat(100_000));
      await turn();
      most = Math.max(most, ...held());
    }
    expect(troupe.io.sockets.sockets.size).toBe(before - 1);
    expect(most).toBeLessThan(9 * 1024 * 1024);
    await eventually("the other client reads all of it", 10_000, () => (head === seq ? true : undefined));
    await eventually("its memory is given back", 5_000, () => (Math.max(...held()) === 0 ? true : undefined));
    void gone;
  });

  it("is dropped also where it asks again and again for long answers", async () => {
    troupe.far.script({ text: "Short." });
    const id = await troupe.open();
    await troupe.post(id, "x".repeat(100_000));
    await troupe.until(id, allOver);
    const { tcp } = await deafClient(id);
    const before = troupe.io.sockets.sockets.size;
    let most = 0;
    for (let n = 0; n < 400 && troupe.io.sockets.sockets.size === before; n++) {
      tcp.write(frame(`42${n}["join",${JSON.stringify({ sessionId: id, after: 0 })}]`));
      await turn();
      most = Math.max(most, ...held());
    }
    await eventually("its connection is dropped", 5_000, () =>
      troupe.io.sockets.sockets.size < before ? true : undefined,
    );
    expect(most).toBeLessThan(10 * 1024 * 1024);
    tcp.destroy();
  });
});
