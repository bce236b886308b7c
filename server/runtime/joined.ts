import type { Delta, Live } from "../../lib/core/live.ts";

/** Adds a delta to the one before it when they belong together; that one must not be in anybody else's hands yet. */
export function joined(last: Live | undefined, next: Live): boolean {
  if (!isDelta(last) || !isDelta(next) || last.type !== next.type || last.turnId !== next.turnId) return false;
  if (last.type === "arguments.delta" && next.type === "arguments.delta" && last.callId !== next.callId) return false;
  last.text += next.text;
  return true;
}

function isDelta(live: Live | undefined): live is Delta {
  return live?.type === "text.delta" || live?.type === "reasoning.delta" || live?.type === "arguments.delta";
}
