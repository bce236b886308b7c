import type { Delta, Live, Partial } from "../core/live.ts";

/** The growing text of a turn, as far as this client has seen it without a gap. */
export interface LiveText {
  runId: string;
  turnId: string;
  text: string;
  reasoning: string;
  /** By call id: arguments as they stream in. */
  calls: Record<string, { tool: string; json: string }>;
}

export type LiveTexts = Readonly<Record<string, LiveText>>;

export function fromPartials(partials: readonly Partial[]): LiveTexts {
  return Object.fromEntries(
    partials.map(({ runId, turnId, text, reasoning }) => [
      turnId,
      { runId, turnId, text, reasoning: reasoning ?? "", calls: {} },
    ]),
  );
}

/** A delta that continues the known text is applied; one that was seen or lies behind a gap is not. `turn.completed` makes good what was lost. */
export function applyLive(texts: LiveTexts, live: readonly Live[]): LiveTexts {
  let next = texts;
  for (const each of live) {
    if (each.type !== "text.delta" && each.type !== "reasoning.delta" && each.type !== "arguments.delta") continue;
    const known = next[each.turnId] ?? { runId: each.runId, turnId: each.turnId, text: "", reasoning: "", calls: {} };
    const grown = grow(known, each);
    if (grown !== known) next = { ...next, [each.turnId]: grown };
  }
  return next;
}

export function withoutTurn(texts: LiveTexts, turnId: string): LiveTexts {
  if (!(turnId in texts)) return texts;
  const { [turnId]: _over, ...rest } = texts;
  return rest;
}

function grow(known: LiveText, delta: Delta): LiveText {
  switch (delta.type) {
    case "text.delta": {
      const text = extend(known.text, delta);
      return text === known.text ? known : { ...known, text };
    }
    case "reasoning.delta": {
      const reasoning = extend(known.reasoning, delta);
      return reasoning === known.reasoning ? known : { ...known, reasoning };
    }
    case "arguments.delta": {
      const before = known.calls[delta.callId] ?? { tool: delta.tool, json: "" };
      const json = extend(before.json, delta);
      if (json === before.json && delta.callId in known.calls) return known;
      return { ...known, calls: { ...known.calls, [delta.callId]: { tool: delta.tool, json } } };
    }
  }
}

/** Also takes a delta that overlaps what is known, such as one that was joined with an earlier one. */
function extend(known: string, delta: { offset: number; text: string }): string {
  const missing = known.length - delta.offset;
  if (missing < 0 || missing >= delta.text.length) return known;
  return known + delta.text.slice(missing);
}
