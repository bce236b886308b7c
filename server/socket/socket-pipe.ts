import type { Socket } from "socket.io";
import type { Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";
import { WaitingGlimpses } from "./waiting-glimpses.ts";

/** From here on glimpses wait and are joined. */
const busyBytes = 256 * 1024;
/** From here on the socket is dropped: it comes back at its cursor. */
const lostBytes = 8 * 1024 * 1024;

/**
 * What goes down one socket, within bounds. Facts are never dropped: a client that cannot take them loses its
 * connection instead, and reads the rest from the log when it rejoins.
 */
export class SocketPipe {
  private readonly waiting = new WaitingGlimpses();
  private readonly socket: Socket;
  /** Characters that Engine.IO holds and has not given to the transport. */
  private queued = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    const { conn } = socket;
    conn.on("packetCreate", (packet: { data?: unknown }) => {
      if (typeof packet.data === "string") this.queued += packet.data.length;
    });
    conn.on("flush", () => {
      this.queued = 0;
    });
    // Engine.IO's own `drain` comes when it has handed over, not when the client has taken.
    const listen = (transport: { on(event: string, listener: () => void): unknown }) =>
      transport.on("drain", () => this.flush());
    listen(conn.transport);
    conn.on("upgrade", listen);
  }

  events(sessionId: string, events: readonly Recorded[]): void {
    this.send(sessionId);
    this.socket.emit("events", { sessionId, events });
    this.dropIfLost();
  }

  live(sessionId: string, live: readonly Live[]): void {
    if (this.backlog() >= busyBytes) return this.waiting.add(sessionId, live);
    this.flush();
    this.socket.emit("live", { sessionId, live });
  }

  /** To be called after everything that was sent past this pipe, such as a long answer. */
  dropIfLost(): void {
    if (this.backlog() < lostBytes) return;
    const { conn } = this.socket;
    const { socket } = conn.transport as unknown as RawTransport;
    this.waiting.clear();
    conn.close(true);
    // The client does not read, so it would not take part in a closing handshake either.
    socket?.terminate?.();
  }

  private flush(): void {
    if (this.waiting.isEmpty || this.backlog() >= busyBytes) return;
    for (const sessionId of this.waiting.sessions()) this.send(sessionId);
  }

  private send(sessionId: string): void {
    const live = this.waiting.take(sessionId);
    if (live) this.socket.emit("live", { sessionId, live });
  }

  /** How much the client has not taken yet. */
  private backlog(): number {
    return this.queued + ((this.socket.conn.transport as unknown as RawTransport).socket?.bufferedAmount ?? 0);
  }
}

/** The part of a WebSocket transport that tells how much it holds; polling has no socket of its own. */
interface RawTransport {
  socket?: { bufferedAmount?: number; terminate?(): void };
}
