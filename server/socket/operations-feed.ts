import type { ServerFrames } from "../../lib/client/protocol.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import { readOperations } from "../runtime/read-operations.ts";

const tickMs = 1_000;

/** How the process stands, on one socket: at once, and every second while somebody looks. */
export class OperationsFeed {
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly send: (frame: ServerFrames["operations"]) => void;

  constructor(send: (frame: ServerFrames["operations"]) => void) {
    this.send = send;
  }

  start(runtime: Runtime): void {
    if (this.timer) return;
    this.send(readOperations(runtime));
    this.timer = setInterval(() => this.send(readOperations(runtime)), tickMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
