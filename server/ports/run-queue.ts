import type { Priority } from "../../lib/core/fields.ts";

export interface RunJob {
  runId: string;
  sessionId: string;
  ownerId: string;
  agent: string;
  priority: Priority;
}

/** Priority, bounded at the door, fair between sessions, one job per run. */
export interface RunQueue {
  /** Throws `AppError("busy")` when new work is not taken in; work that was accepted before is always put. */
  admit(ownerId: string): void;
  /** A run that is queued already stays where it is; one that is being worked on is looked at once more afterwards. */
  put(job: RunJob): void;
  /** Removes a job that nobody has begun. */
  drop(runId: string): void;
  start(work: (job: RunJob) => Promise<void>): void;
  /** Takes nothing new; resolves when what runs is over. */
  stop(): Promise<void>;
  /** Resolves when nothing is queued and nothing runs. */
  drain(): Promise<void>;
  stats(): { queued: number; running: number; oldestWaitMs: number };
}
