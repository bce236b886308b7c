import type { Recorded } from "../../lib/core/events.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { FigureGroup } from "../../lib/operations/figures.ts";

/**
 * What was done, by hour, agent, model, tool and owner: added up behind the log as events arrive, each event once, between
 * any number of processes. Asking costs by the hours asked for, however much was done.
 */
export interface FigureBook {
  /** Hears what stands in the log now. Writes nothing yet, and never waits. */
  note(sessionId: string, state: SessionState, events: readonly Recorded[]): void;
  /** Writes what was noted. */
  keepUp(): Promise<void>;
  /** Adds what the log has and the figures have not: after a crash, or all of it in a database from before. Gives how many sessions were behind. */
  catchUp(options?: { anew?: boolean; signal?: AbortSignal }): Promise<number>;
  /** Resolves when all that the log had is added for the first time. */
  readonly caughtUp: Promise<void>;
  groups(query: FigureQuery): Promise<FigureGroup[]>;
  /** Which runs made the figures of an hour is kept for as long as somebody may ask for them. */
  forgetRunsBefore(hour: string): Promise<void>;
}

export interface FigureQuery {
  by: FigureDimension;
  /** Each hour of each name by itself. */
  hourly?: boolean;
  /** Hours, such as `2026-01-31T09`: from this one on, and before that one. */
  since: string;
  until: string;
  /** None: of everybody. */
  ownerId?: string;
  agent?: string;
}

export type FigureDimension = "agent" | "model" | "tool" | "owner" | "hour" | "day";
