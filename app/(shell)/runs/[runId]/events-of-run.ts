import type { Recorded } from "../../../../lib/core/events.ts";
import type { Run } from "../../../../lib/core/state.ts";

/** What the log tells of a run: its own events, those of the message that it answers, and the runs that it asked for. */
export function eventsOfRun(events: readonly Recorded[], run: Pick<Run, "id" | "replyTo">): Recorded[] {
  return events.filter((event) => {
    if ("runId" in event && event.runId === run.id) return true;
    if (event.type === "run.queued") return event.parent?.runId === run.id;
    return run.replyTo !== undefined && messagesOf(event).includes(run.replyTo);
  });
}

function messagesOf(event: Recorded): string[] {
  switch (event.type) {
    case "message.posted":
      return [event.message.id];
    case "message.edited":
      return [event.message.id, event.messageId];
    case "message.withdrawn":
    case "message.moved":
    case "message.delivered":
    case "message.routed":
      return [event.messageId];
    default:
      return [];
  }
}
