import { type Anomaly, findAnomalies, subjectKinds } from "../../lib/operations/anomalies.ts";
import { hourOf } from "../../lib/operations/figures.ts";
import type { FigureBook } from "../ports/figures.ts";

const lookEveryMs = 60_000;
const hourMs = 3_600_000;
/** What is usual is what the last week was like. */
const habitHours = 7 * 24;
/** A deviation may be followed to its runs for so long. */
const runHours = habitHours + 24;

export type AnomalyListener = (anomalies: readonly Anomaly[]) => void;

/** Looks every minute whether this hour and the one before are otherwise than usual, and keeps what it found. */
export class AnomalyWatch {
  private found: readonly Anomaly[] = [];
  private forgotten = "";
  private readonly listeners = new Set<AnomalyListener>();
  private readonly figures: FigureBook;
  private readonly now: () => Date;

  constructor(figures: FigureBook, now: () => Date) {
    this.figures = figures;
    this.now = now;
  }

  get current(): readonly Anomaly[] {
    return this.found;
  }

  /** Told when others were found than before. Must not throw and must not wait. */
  onChange(listener: AnomalyListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async look(): Promise<void> {
    const now = this.now().getTime();
    const hour = (ago: number) => hourOf(new Date(now - ago * hourMs).toISOString());
    const found: Anomaly[] = [];
    for (const by of subjectKinds) {
      const groups = await this.figures.groups({ by, hourly: true, since: hour(habitHours), until: hour(-1) });
      found.push(...findAnomalies(by, groups, hour(0)), ...findAnomalies(by, groups, hour(1)));
    }
    this.tell(found);
    if (this.forgotten === hour(runHours)) return;
    await this.figures.forgetRunsBefore(hour(runHours));
    this.forgotten = hour(runHours);
  }

  private tell(found: readonly Anomaly[]): void {
    const before = this.found.map(({ id }) => id).join();
    this.found = found;
    if (found.map(({ id }) => id).join() === before) return;
    for (const listener of this.listeners) listener(found);
  }

  start(onTrouble: (what: string, error: unknown) => void): () => void {
    let isOver = false;
    const look = () => {
      if (!isOver) this.look().catch((error: unknown) => onTrouble("could not look for anomalies", error));
    };
    void this.figures.caughtUp.then(look);
    const timer = setInterval(look, lookEveryMs);
    timer.unref();
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }
}
