import type { Anomaly, Measure } from "./anomalies.ts";

const measureWords: Record<Measure, (a: Anomaly) => string> = {
  latency: ({ kind }) => (kind === "tool" ? "slow calls (p95) took" : "slow turns (p95) took"),
  errors: ({ kind }) => (kind === "tool" ? "calls failed:" : "turns failed:"),
  tokens: () => "tokens in a turn:",
  cost: () => "a turn cost",
};

/** `Agent general: slow turns (p95) took 12 s.` */
export function anomalyTitle(anomaly: Anomaly): string {
  const { kind, name, measure, value } = anomaly;
  const subject = { agent: "Agent", model: "Model", tool: "Tool" }[kind];
  return `${subject} ${name}: ${measureWords[measure](anomaly)} ${measured(measure, value)}`;
}

/** Why that is worth a word. */
export function anomalyReason({ measure, usual, spread, hours, of, hour, kind }: Anomaly): string {
  const usually = `${measured(measure, usual)} ± ${measured(measure, spread)}`;
  const what = kind === "tool" ? "calls" : "turns";
  return `Usual is ${usually}, by ${hours} hours of the last week. In the hour from ${hour.slice(11)}:00 UTC, ${of} ${what}.`;
}

export function measured(measure: Measure, value: number): string {
  switch (measure) {
    case "latency":
      return value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;
    case "errors":
      return `${Math.round(value * 100)} %`;
    case "tokens":
      return String(Math.round(value));
    case "cost":
      return value === 0 ? "$0" : `$${value.toPrecision(2)}`;
  }
}
