import type { Recorded } from "../core/events.ts";
import { fold } from "../core/reduce.ts";
import { findRun } from "../core/state.ts";
import { type RunSummary, summarizeRun } from "../core/summary.ts";

/** A run as a file: what it came to, and every event of it and of those that worked for it. */
export interface RunFile {
  format: "troupe.run";
  version: 1;
  exportedAt: string;
  sessionId: string;
  run: RunSummary;
  events: Recorded[];
}

/** `events` are all of the session's. Null where there is no such run. */
export function runFile(
  sessionId: string,
  events: readonly Recorded[],
  runId: string,
  exportedAt: string,
): RunFile | null {
  const state = fold(events);
  const run = findRun(state, runId);
  if (!run) return null;
  const runs = new Set([runId]);
  for (const { id, parent, after } of state.runs)
    if ((parent && runs.has(parent.runId)) || (after && runs.has(after))) runs.add(id);
  const asked = new Set(run.replyTo === undefined ? [] : [run.replyTo]);
  const own = events.filter(
    (event) =>
      ("runId" in event && event.runId && runs.has(event.runId)) || messagesOf(event).some((id) => asked.has(id)),
  );
  const summary = summarizeRun(sessionId, state.ownerId, run);
  return { format: "troupe.run", version: 1, exportedAt, sessionId, run: summary, events: own };
}

function messagesOf(event: Recorded): string[] {
  if (event.type === "message.posted" || event.type === "message.edited") return [event.message.id];
  return event.type === "message.routed" || event.type === "message.delivered" ? [event.messageId] : [];
}
