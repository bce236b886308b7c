import type { Socket } from "socket.io";
import type { Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";

/** From here on glimpses wait and are joined. */
const busyBytes = 256 * 1024;
/** Waiting glimpses beyond this are dropped: `turn.completed` makes them good. */
const glimpsesKept = 2_000;
/** From here on the socket is dropped: it comes back at its cursor. */
const lostBytes = 8 * 1024 * 1024;
const sampled = 64;

/**
 * What goes down one socket, within bounds. Facts are never dropped: a client that cannot take them loses its
 * connection instead, and reads the rest from the log when it rejoins.
 */
export class SocketPipe {
  private readonly waiting = new Map<string, Live[]>();
  private waitingCount = 0;
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.conn.on("drain", () => this.flush());
  }

  events(sessionId: string, events: readonly Recorded[]): void {
    this.flushSession(sessionId);
    this.socket.emit("events", { sessionId, events });
    if (this.backlog() > lostBytes) this.drop();
  }

  live(sessionId: string, live: readonly Live[]): void {
    if (this.waitingCount === 0 && this.backlog() < busyBytes) {
      this.socket.emit("live", { sessionId, live });
      return;
    }
    if (this.waitingCount >= glimpsesKept) {
      this.waiting.clear();
      this.waitingCount = 0;
      return;
    }
    const queue = this.waiting.get(sessionId);
    if (queue) queue.push(...live);
    else this.waiting.set(sessionId, [...live]);
    this.waitingCount += live.length;
  }

  private flush(): void {
    if (this.waitingCount === 0 || this.backlog() >= busyBytes) return;
    for (const sessionId of [...this.waiting.keys()]) this.flushSession(sessionId);
  }

  private flushSession(sessionId: string): void {
    const queue = this.waiting.get(sessionId);
    if (!queue) return;
    this.waiting.delete(sessionId);
    this.waitingCount -= queue.length;
    this.socket.emit("live", { sessionId, live: queue });
  }

  private drop(): void {
    this.waiting.clear();
    this.waitingCount = 0;
    this.socket.conn.close(true);
  }

  /** About how many bytes the client has not taken yet: a long queue is guessed from its beginning. */
  private backlog(): number {
    const { writeBuffer, transport } = this.socket.conn as unknown as Connection;
    const sample = writeBuffer.slice(0, sampled);
    const bytes = sample.reduce((sum, packet) => sum + (typeof packet.data === "string" ? packet.data.length : 0), 0);
    const whole = sample.length === 0 ? 0 : (bytes / sample.length) * writeBuffer.length;
    return whole + (transport?.socket?.bufferedAmount ?? 0);
  }
}

/** The parts of Engine.IO's connection that tell how much it holds. */
interface Connection {
  writeBuffer: { data?: unknown }[];
  transport?: { socket?: { bufferedAmount?: number } };
}
