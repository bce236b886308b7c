import type { Recorded } from "../../lib/core/events.ts";
import type { Effect } from "./far-side.ts";

interface CallFacts {
  tool: string;
  label: string;
  claims: Set<string>;
  attempts: number;
  finished: number;
}

const mayRunAgain = new Set(["effect_again", "fetch_url"]);

/** What the far side saw against what the logs say: nothing without a claim, nothing more often than it was claimed. */
export function checkEffects(logs: readonly (readonly Recorded[])[], effects: readonly Effect[]): string[] {
  const calls = new Map(logs.flatMap((events) => [...callsOf(events)]));
  const byLabel = Map.groupBy(effects, (effect) => `${effect.tool} ${effect.label}`);
  const violations: string[] = [];

  for (const [callId, call] of calls) {
    if (!call.tool.startsWith("effect_") && call.tool !== "fetch_url") continue;
    const seen = byLabel.get(`${call.tool} ${call.label}`) ?? [];
    byLabel.delete(`${call.tool} ${call.label}`);
    const name = `call ${callId} of ${call.tool} (${call.label})`;
    const most = mayRunAgain.has(call.tool) ? call.attempts : Math.min(1, call.attempts);
    if (seen.length > most) violations.push(`${name} reached the far side ${seen.length} times; ${most} were allowed`);
    if (call.finished > 1) violations.push(`${name} finished ${call.finished} times`);
    if (call.finished > 0 && seen.length === 0) violations.push(`${name} finished and never reached the far side`);
    if (!mayRunAgain.has(call.tool) && call.attempts > 1) violations.push(`${name} was claimed ${call.attempts} times`);
    for (const { callId: told, effectId } of seen) {
      if (told !== null && told !== callId) violations.push(`${name} told the far side that it was ${told}`);
      if (effectId !== null && !call.claims.has(effectId))
        violations.push(`${name} used the effect id ${effectId}, which no claim has`);
    }
  }
  for (const [label, seen] of byLabel) violations.push(`the far side saw ${seen.length} × ${label}, which no log has`);
  return violations;
}

function callsOf(events: readonly Recorded[]): Map<string, CallFacts> {
  const calls = new Map<string, CallFacts>();
  for (const event of events) {
    if (event.type === "tool.proposed") {
      const label = labelIn(event.arguments);
      calls.set(event.callId, { tool: event.tool, label, claims: new Set(), attempts: 0, finished: 0 });
    }
    const call = "callId" in event && event.callId ? calls.get(event.callId) : undefined;
    if (!call) continue;
    if (event.type === "tool.approved" && event.arguments !== undefined) call.label = labelIn(event.arguments);
    if (event.type === "tool.finished") call.finished++;
    if (event.type === "tool.started") {
      call.attempts++;
      call.claims.add(event.effectId);
    }
  }
  return calls;
}

function labelIn(args: unknown): string {
  const { label, url } = args as { label?: string; url?: string };
  return label ?? url?.split("/").at(-1) ?? "";
}
