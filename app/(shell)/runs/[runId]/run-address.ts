export const viewNames = ["tree", "timeline", "flame", "graph", "log", "session"] as const;
export type ViewName = (typeof viewNames)[number];

/** What the address of a run asks for. */
export interface Asked {
  view: ViewName;
  /** The chosen event, and the chosen step, of which it may be one of many. */
  seq: number | null;
  step: string | null;
  /** The event after which the run is looked at; null for as it is now. */
  at: number | null;
}

export function readAsked(query: Record<string, string | string[] | undefined>): Asked {
  const view = viewNames.find((name) => name === query.view) ?? "tree";
  const step = typeof query.step === "string" && query.step.length <= 300 ? query.step : null;
  return { view, seq: wholeNumber(query.seq), step, at: wholeNumber(query.at) };
}

export function runAddress(runId: string, { view, seq, step, at }: Partial<Asked> = {}): string {
  const query = new URLSearchParams();
  if (view && view !== "tree") query.set("view", view);
  if (step) query.set("step", step);
  if (seq) query.set("seq", String(seq));
  if (at) query.set("at", String(at));
  return `/runs/${runId}${query.size > 0 ? `?${query}` : ""}`;
}

function wholeNumber(text: string | string[] | undefined): number | null {
  return typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
