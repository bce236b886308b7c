import { percentile } from "./median.ts";

export interface LoadFigures {
  clients: number;
  seconds: number;
  sent: number;
  received: number;
  successPercent: number;
  messagesPerSecond: number;
  averageMs: number;
  medianMs: number;
  p95Ms: number;
  /** What went wrong, and how often. */
  errors: Record<string, number>;
}

/** What was heard while the load lasted. */
export interface LoadHeard {
  sent: number;
  /** From sending to the end of the whole answer, one for each answer. */
  answerMs: number[];
  errors: string[];
}

export function loadFigures(clients: number, seconds: number, { sent, answerMs, errors }: LoadHeard): LoadFigures {
  const counted: Record<string, number> = {};
  for (const error of errors) counted[error] = (counted[error] ?? 0) + 1;
  const received = answerMs.length;
  return {
    clients,
    seconds,
    sent,
    received,
    successPercent: sent === 0 ? 0 : (received * 100) / sent,
    messagesPerSecond: received / seconds,
    averageMs: answerMs.reduce((sum, ms) => sum + ms, 0) / received,
    medianMs: percentile(answerMs, 0.5),
    p95Ms: percentile(answerMs, 0.95),
    errors: counted,
  };
}

export function inLines(figures: LoadFigures): string {
  const { errors, ...numbers } = figures;
  const rows: [string, string][] = [
    ["clients", String(numbers.clients)],
    ["seconds", numbers.seconds.toFixed(1)],
    ["sent", String(numbers.sent)],
    ["received", String(numbers.received)],
    ["success", `${numbers.successPercent.toFixed(2)} %`],
    ["messages a second", numbers.messagesPerSecond.toFixed(1)],
    ["average", `${numbers.averageMs.toFixed(1)} ms`],
    ["median", `${numbers.medianMs.toFixed(1)} ms`],
    ["95th percentile", `${numbers.p95Ms.toFixed(1)} ms`],
    ["errors", String(numbers.sent - numbers.received)],
    ...Object.entries(errors).map(([what, times]): [string, string] => [`  ${times} ×`, what]),
  ];
  return rows.map(([name, value]) => `${name.padEnd(20)}${value}`).join("\n");
}
