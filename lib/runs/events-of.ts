import type { Recorded } from "../core/events.ts";

/** What the log tells of a run and those that it set to work: their own events, and those of the message that it answers. */
export function eventsOf(events: readonly Recorded[], runId: string): Recorded[] {
  const runs = new Set<string>();
  let replyTo: string | undefined;
  const told = new Set<Recorded>();
  for (const event of events) {
    if (event.type === "run.queued" && joins(event, runs, runId)) {
      runs.add(event.runId);
      if (event.runId === runId) replyTo = event.replyTo;
    }
    if ("runId" in event && event.runId !== undefined && runs.has(event.runId)) told.add(event);
  }
  // A message stands before the run that answers it.
  return events.filter((event) => told.has(event) || (replyTo !== undefined && messagesOf(event).includes(replyTo)));
}

function joins(event: Extract<Recorded, { type: "run.queued" }>, runs: ReadonlySet<string>, runId: string): boolean {
  if (event.runId === runId) return true;
  return (
    (event.parent !== undefined && runs.has(event.parent.runId)) || (event.after !== undefined && runs.has(event.after))
  );
}

function messagesOf(event: Recorded): readonly string[] {
  switch (event.type) {
    case "message.posted":
      return [event.message.id];
    case "message.edited":
      return [event.message.id, event.messageId];
    case "message.withdrawn":
    case "message.moved":
    case "message.delivered":
    case "message.routed":
    case "message.rerouted":
      return [event.messageId];
    default:
      return none;
  }
}

const none: readonly string[] = [];
