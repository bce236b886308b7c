import type { ServerFrames } from "../../lib/client/protocol.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";

/** What is otherwise than usual, on one socket: at once where there is something, and whenever others were found. For administrators. */
export class AnomalyFeed {
  private unsubscribe: (() => void) | null = null;
  private readonly send: (frame: ServerFrames["anomalies"]) => void;

  constructor(send: (frame: ServerFrames["anomalies"]) => void) {
    this.send = send;
  }

  start({ anomalies }: Pick<Runtime, "anomalies">, { role }: Principal): void {
    if (this.unsubscribe || role !== "admin") return;
    this.unsubscribe = anomalies.onChange((found) => this.send({ anomalies: [...found] }));
    if (anomalies.current.length > 0) this.send({ anomalies: [...anomalies.current] });
  }

  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
  }
}
