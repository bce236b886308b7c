import type { Recorded } from "../core/events.ts";
import { fold } from "../core/reduce.ts";
import { type SessionSummary, summarizeSession } from "../core/summary.ts";

/** A session as a file: its whole log, which says everything that there is to know of it. */
export interface SessionFile {
  format: "troupe.session";
  version: 1;
  exportedAt: string;
  session: SessionSummary;
  events: readonly Recorded[];
}

/** `events` are all of the session's; the rest is what they come to. */
export function sessionFile(sessionId: string, events: readonly Recorded[], exportedAt: string): SessionFile {
  const session = summarizeSession(sessionId, fold(events));
  return { format: "troupe.session", version: 1, exportedAt, session, events };
}
