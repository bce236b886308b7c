import type { ServerFrames } from "../../lib/client/protocol.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import { readOperations, readStanding } from "../runtime/read-operations.ts";

/** How the process stands, on one socket: at once, and with every moment that is kept of it while somebody looks. */
export class OperationsFeed {
  private unsubscribe: (() => void) | null = null;
  private readonly send: (frame: ServerFrames["operations"]) => void;

  constructor(send: (frame: ServerFrames["operations"]) => void) {
    this.send = send;
  }

  start(runtime: Runtime): void {
    if (this.unsubscribe) return;
    this.send(readStanding(runtime).now);
    this.unsubscribe = runtime.metrics.course.onMoment(({ at }) => this.send({ ...readOperations(runtime), at }));
  }

  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
  }
}
