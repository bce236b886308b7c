import type { SessionEvent } from "../../lib/core/events.ts";

/** What a tool's call looks like to somebody who follows a reply; null for events that tell nothing of one. */
export function callEvent(event: SessionEvent): { event: "tool" | "question" | "approval"; data: object } | null {
  switch (event.type) {
    case "tool.proposed": {
      const { callId, tool, arguments: args, approval } = event;
      if (approval) return { event: "approval", data: { callId, tool, arguments: args, reason: approval.reason } };
      return { event: "tool", data: { callId, tool, status: "requested", arguments: args } };
    }
    case "question.asked": {
      const { callId, question, choices, schema } = event;
      return { event: "question", data: { callId, question, ...(choices && { choices }), ...(schema && { schema }) } };
    }
    case "tool.approved":
      return { event: "tool", data: { callId: event.callId, status: "approved", by: event.by } };
    case "tool.denied":
      return { event: "tool", data: { callId: event.callId, status: "denied", reason: event.reason } };
    case "tool.started":
      return { event: "tool", data: { callId: event.callId, status: "running" } };
    case "tool.finished":
      return {
        event: "tool",
        data: { callId: event.callId, status: "finished", content: event.content, ms: event.ms },
      };
    case "tool.failed":
      return { event: "tool", data: { callId: event.callId, status: "failed", error: event.error, ms: event.ms } };
    default:
      return null;
  }
}
