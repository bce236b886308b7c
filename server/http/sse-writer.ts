import type { ServerResponse } from "node:http";

const heartbeatMs = 15_000;
/** From here on glimpses are dropped: a later fact makes them good. */
export const busyBytes = 256 * 1024;
/** From here on the connection is ended: the reader comes back at its place. */
export const lostBytes = 4 * 1024 * 1024;

export interface SseOptions {
  /** Called however it ends; it may be called twice. */
  onClose: () => void;
  /** Asked with every heartbeat: a rejection ends the stream. */
  mayGoOn: () => Promise<unknown>;
}

/**
 * Server-sent events within bounds. Facts are never dropped: a reader that cannot take them loses its connection
 * instead. What is said in one tick goes out in one write.
 */
export class SseWriter {
  private pending: string[] = [];
  private pendingLength = 0;
  private scheduled = false;
  private readonly timer: NodeJS.Timeout;
  private readonly response: ServerResponse;

  constructor(response: ServerResponse, headers: Record<string, string>, { onClose, mayGoOn }: SseOptions) {
    this.response = response;
    response.writeHead(200, {
      "cache-control": "no-store, no-transform",
      "x-content-type-options": "nosniff",
      "x-accel-buffering": "no",
      ...headers,
      "content-type": "text/event-stream; charset=utf-8",
    });
    response.write("retry: 1000\n\n");
    this.timer = setInterval(() => {
      this.put(": still here\n\n");
      mayGoOn().catch(() => this.end());
    }, heartbeatMs);
    response.once("close", () => this.close(onClose));
    // Whoever hung up before the stream began closes nothing any more.
    if (!response.socket || response.socket.destroyed) setImmediate(() => this.close(onClose));
  }

  fact(event: string, data: unknown, id?: number): void {
    this.put(frame(event, data, id));
    if (this.backlog > lostBytes) this.response.destroy();
  }

  /** False where it was dropped, because the reader is slow. */
  glimpse(event: string, data: unknown): boolean {
    if (this.backlog > busyBytes) return false;
    this.put(frame(event, data));
    return true;
  }

  /** Resolves when the reader has taken most of it, or is gone. */
  async drained(): Promise<void> {
    this.flush();
    if (this.closed || this.response.writableLength < busyBytes) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.response.off("drain", done).off("close", done);
        resolve();
      };
      this.response.once("drain", done).once("close", done);
    });
  }

  end(): void {
    this.flush();
    this.response.end();
  }

  private close(onClose: () => void): void {
    clearInterval(this.timer);
    this.pending = [];
    onClose();
  }

  get closed(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  private get backlog(): number {
    return this.pendingLength + this.response.writableLength;
  }

  private put(text: string): void {
    if (this.closed) return;
    this.pending.push(text);
    this.pendingLength += text.length;
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    const text = this.pending.join("");
    this.pending = [];
    this.pendingLength = 0;
    if (text !== "" && !this.closed) this.response.write(text);
  }
}

function frame(event: string, data: unknown, id?: number): string {
  return `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
