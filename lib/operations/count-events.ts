import type { Recorded } from "../core/events.ts";
import { findMessage, findRun, type SessionState } from "../core/state.ts";
import { type FigureKey, type FigureName, type FigureRow, hourOf, noFigures } from "./figures.ts";
import { bucketOf } from "./latency.ts";

const counted = new Set<Recorded["type"]>([
  "turn.completed",
  "turn.failed",
  "tool.finished",
  "tool.failed",
  "run.finished",
  "run.rerun",
  "context.compressed",
  "message.rated",
]);

/** Whether an event changes any figure. */
export function isCounted({ type }: Recorded): boolean {
  return counted.has(type);
}

/** Ends that are nobody's fault: a person stopped it, or the next process goes on with it. */
const noFault = new Set(["cancelled", "handed_over", "interrupted"]);

/**
 * What events add to the hourly figures: once for each event, whoever adds it. `state` is the session's state at the last of
 * them or later. What a fork or a rerun copied was counted where it happened.
 */
export function countEvents(events: readonly Recorded[], state: SessionState): FigureRow[] {
  const rows = new Map<string, FigureRow & { latencies: Map<number, number> }>();
  const rerunAt = events.find(({ type }) => type === "run.rerun")?.seq ?? 0;
  const copied = Math.max(state.forkOf?.seq ?? 0, rerunAt);

  const rowAt = (event: Recorded, agent: string, model: string, tool: string) => {
    const key: FigureKey = { hour: hourOf(event.at), ownerId: state.ownerId, agent, model, tool };
    const runId = "runId" in event && event.runId ? event.runId : null;
    const name = `${Object.values(key).join("\n")}\n${runId}`;
    const row = rows.get(name) ?? { key, runId, figures: noFigures(), latencies: new Map<number, number>() };
    rows.set(name, row);
    return {
      add(figure: FigureName, by: number) {
        row.figures[figure] += by;
      },
      took(ms: number) {
        const bucket = bucketOf(ms);
        row.latencies.set(bucket, (row.latencies.get(bucket) ?? 0) + 1);
      },
    };
  };

  for (const event of events) {
    if (event.seq <= copied) continue;
    switch (event.type) {
      case "turn.completed": {
        const row = rowAt(event, event.message.author.id, event.model, "");
        row.add("turns", 1);
        row.took(event.ms);
        spend(row, event.usage, event.cost);
        break;
      }
      case "turn.failed": {
        if (noFault.has(event.error.code)) break;
        const run = findRun(state, event.runId);
        const turn = run?.turns.find(({ id }) => id === event.turnId);
        if (run && turn) rowAt(event, run.agent, turn.model, "").add("turnErrors", 1);
        break;
      }
      case "tool.finished":
      case "tool.failed": {
        const run = findRun(state, event.runId);
        const call = run?.calls.find(({ callId }) => callId === event.callId);
        if (!run || !call || (event.type === "tool.failed" && noFault.has(event.error.code))) break;
        const row = rowAt(event, run.agent, "", call.tool);
        row.add(event.type === "tool.finished" ? "calls" : "callErrors", 1);
        row.took(event.ms);
        break;
      }
      case "run.finished": {
        const run = findRun(state, event.runId);
        if (!run || event.outcome === "cancelled") break;
        rowAt(event, run.agent, "", "").add(event.outcome === "done" ? "runsDone" : "runsFailed", 1);
        break;
      }
      case "context.compressed": {
        const run = findRun(state, event.runId);
        if (run && event.usage)
          spend(rowAt(event, run.agent, run.turns.at(-1)?.model ?? "", ""), event.usage, event.cost);
        break;
      }
      case "message.rated": {
        const message = findMessage(state, event.messageId);
        if (!message) break;
        const run = message.runId ? findRun(state, message.runId) : undefined;
        const model = run?.turns.find(({ id }) => id === message.turnId)?.model ?? "";
        const row = rowAt(event, message.author.id, model, "");
        if (event.was) row.add(event.was === "up" ? "ratedUp" : "ratedDown", -1);
        if (event.rating) row.add(event.rating === "up" ? "ratedUp" : "ratedDown", 1);
        break;
      }
      default:
        break;
    }
  }
  return [...rows.values()];
}

interface Tokens {
  input: number;
  cached: number;
  output: number;
  reasoning: number;
}

function spend(
  row: { add(figure: FigureName, by: number): void },
  usage: Tokens,
  cost: number | null | undefined,
): void {
  row.add("inputTokens", usage.input);
  row.add("cachedTokens", usage.cached);
  row.add("outputTokens", usage.output);
  row.add("reasoningTokens", usage.reasoning);
  row.add("cost", cost ?? 0);
}
