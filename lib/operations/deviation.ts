import { type Anomaly, type Measure, measures, type SubjectKind, subjectKinds } from "./anomalies.ts";
import { measured } from "./anomaly-words.ts";

/** Which runs made an hour otherwise than usual: those of an agent, a model or a tool that were above what is usual. */
export interface Deviation {
  kind: SubjectKind;
  name: string;
  measure: Measure;
  /** `2026-01-31T09`, as UTC has it. */
  hour: string;
  /** In the measure's unit; of errors, how many there may be. */
  over: number;
}

export function deviationOf({ kind, name, measure, hour, limit }: Omit<Anomaly, "id">): Deviation {
  // Rounded down: whatever was above the limit is above this too.
  const over = measure === "errors" ? 0 : measure === "cost" ? floored(limit) : Math.floor(limit);
  return { kind, name, measure, hour, over };
}

/** As it stands in an address. A name may have colons, such as a model's. */
export function deviationText({ kind, name, measure, hour, over }: Deviation): string {
  return `${kind}:${name}:${measure}:${hour}:${over}`;
}

const form = /^(\w+):(.{1,200}):(\w+):(\d{4}-\d\d-\d\dT\d\d):(\d{1,15}(?:\.\d{1,12})?)$/;

/** Null where it says none. */
export function readDeviation(text: string): Deviation | null {
  const [, kindText, name = "", measureText, hour = "", over] = form.exec(text) ?? [];
  const kind = subjectKinds.find((each) => each === kindText);
  const measure = measures.find((each) => each === measureText);
  return kind && measure ? { kind, name, measure, hour, over: Number(over) } : null;
}

/** The page that lists the runs that made it. */
export function runsOfAnomaly(anomaly: Omit<Anomaly, "id">): string {
  return `/runs?${new URLSearchParams({ deviation: deviationText(deviationOf(anomaly)) })}`;
}

/** `Agent general: runs with a turn of 1.2 s or more, in the hour from 09:00 UTC on 2026-01-31.` */
export function deviationWords({ kind, name, measure, hour, over }: Deviation): string {
  const subject = { agent: "Agent", model: "Model", tool: "Tool" }[kind];
  const step = kind === "tool" ? "call" : "turn";
  const which: Record<Measure, string> = {
    latency: `runs with a ${step} of ${measured("latency", over)} or more`,
    errors: `runs with a ${step} that failed`,
    tokens: `runs with more than ${measured("tokens", over)} tokens in a turn`,
    cost: `runs whose turns cost more than ${measured("cost", over)}`,
  };
  return `${subject} ${name}: ${which[measure]}, in the hour from ${hour.slice(11)}:00 UTC on ${hour.slice(0, 10)}.`;
}

function floored(dollars: number): number {
  return Math.floor(dollars * 1e9) / 1e9;
}
