import { compact, dollars, duration } from "../../../../components/session/format.ts";
import type { Recorded } from "../../../../lib/core/events.ts";

const longest = 160;

/** What is worth knowing of an event at a glance, beside what happened. */
export function eventWords(event: Recorded): string {
  return shortened(detail(event));
}

function detail(event: Recorded): string {
  switch (event.type) {
    case "message.posted":
    case "message.edited":
      return event.message.content;
    case "message.delivered":
      return event.as;
    case "message.routed":
      return `${event.to.join(", ")}: ${event.reason}`;
    case "message.rerouted":
      return `${event.was.join(", ")} → ${event.to.join(", ")}`;
    case "message.rated":
      return [event.by, event.rating ?? "–", ...(event.reasons ?? []), event.note ?? ""].filter(Boolean).join(" ");
    case "workflow.advanced":
      return [
        ...event.left.map(({ visit, outcome }) => `${visit} ${outcome}`),
        ...event.entered.map(({ node, reason }) => `→ ${node}: ${reason}`),
        ...(event.ended ? [`ended: ${event.ended.error?.message ?? event.ended.outcome}`] : []),
      ].join(" · ");
    case "handoff.made":
      return `${event.from} → ${event.to}: ${event.reason}`;
    case "board.changed":
      return event.entry ? `${event.key}: ${JSON.stringify(event.entry.value)}` : `${event.key} taken away`;
    case "run.queued":
      return `${event.agent} v${event.agentVersion}, ${event.priority}`;
    case "run.started":
      return event.worker;
    case "run.paused":
      return event.reason;
    case "run.rerun":
      return [event.by, event.agentVersion === undefined ? "" : `v${event.agentVersion}`, event.models?.join(", ")]
        .filter(Boolean)
        .join(" · ");
    case "run.resumed":
      return event.by;
    case "run.allowed":
      return [event.by, JSON.stringify(event.more)].join(" ");
    case "run.cancelled":
      return [event.by, event.reason].filter(Boolean).join(": ");
    case "run.finished":
      return event.error?.message ?? event.limit ?? event.outcome;
    case "turn.started":
      return event.attempt > 1 ? `${event.model}, attempt ${event.attempt}` : event.model;
    case "turn.completed": {
      const { usage, cost, ms, calls, message } = event;
      const figures = [
        duration(ms),
        `${compact(usage.input)} → ${compact(usage.output)} tokens`,
        ...(cost === null ? [] : [dollars(cost)]),
      ];
      const said = [...calls.map(({ tool }) => tool), message.content].filter(Boolean).join(" · ");
      return `${figures.join(" · ")} · ${said}`;
    }
    case "turn.failed":
    case "tool.failed":
      return event.error.message;
    case "tool.proposed":
      return [event.tool, event.approval?.reason].filter(Boolean).join(": ");
    case "tool.approved":
      return event.by;
    case "tool.denied":
      return `${event.by}: ${event.reason}`;
    case "tool.started":
      return event.attempt > 1 ? `${event.worker}, attempt ${event.attempt}` : event.worker;
    case "tool.progress":
      return JSON.stringify(event.value) ?? "";
    case "tool.finished":
      return `${duration(event.ms)} · ${event.content}`;
    case "question.asked":
      return event.question;
    case "question.answered":
      return JSON.stringify(event.answer) ?? "";
    case "todo.changed":
      return event.items.map(({ title }) => title).join(", ");
    case "context.compressed":
      return event.summary;
    case "surface.shown":
      return (
        event.surface.title ??
        Object.values(event.surface.nodes)
          .map(({ type }) => type)
          .join(", ")
      );
    case "surface.changed":
      return event.patch.map(({ op, path }) => `${op} ${path}`).join(", ");
    case "surface.acted":
      return `${event.by}: ${event.action} ${JSON.stringify(event.parameters)}`;
    default:
      return "";
  }
}

function shortened(text: string): string {
  const line = text.slice(0, 4 * longest).replace(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
