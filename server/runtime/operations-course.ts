import { type Moment, mostMoments } from "../../lib/operations/operations.ts";

const everyMs = 1_000;

/** How the process stood each second of the last minutes, the same for everybody who looks. A moment costs a few sums, however much there was. */
export class OperationsCourse {
  private readonly kept: Moment[] = [];
  private readonly listeners = new Set<(moment: Moment) => void>();
  private readonly read: () => Moment;

  constructor(read: () => Moment) {
    this.read = read;
  }

  get moments(): readonly Moment[] {
    return this.kept;
  }

  /** Told of each moment as it comes. Must not throw and must not wait. */
  onMoment(listener: (moment: Moment) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): () => void {
    this.take();
    const timer = setInterval(() => this.take(), everyMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  private take(): void {
    const moment = this.read();
    this.kept.push(moment);
    if (this.kept.length > mostMoments) this.kept.shift();
    for (const listener of this.listeners) listener(moment);
  }
}
