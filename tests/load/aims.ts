import type { Figures } from "./figures.ts";
import type { MessageFigures } from "./measure-messages.ts";
import { median } from "./median.ts";

export interface Aim {
  what: string;
  aim: string;
  figure: string;
  met: boolean;
}

/** What the project wants of itself, beside what was measured. */
export function aimsFor(figures: Figures): Aim[] {
  const most = (what: string, value: number, limit: number, unit: string): Aim => ({
    what,
    aim: `at most ${limit}${unit}`,
    figure: `${rounded(value)}${unit}`,
    met: value <= limit,
  });
  const many = figures.streams.filter((each) => each.kind === "troupe" && each.conversations === 500);
  const [share, p99] = [many.map((each) => each.shareOfCore), many.map((each) => each.p99Ms)].map(median) as [
    number,
    number,
  ];
  const wrong = many.reduce((sum, each) => sum + each.wrong, 0);
  const leastOfRaw = Math.min(...figures.appends.map((each) => each.rowsPerSecond / each.rawRowsPerSecond));
  return [
    most(
      "CPU per message, against the relay",
      ofRelay(figures, (each) => each.cpuSecondsPer1000),
      3,
      " ×",
    ),
    most(
      "Added time to first text, against the relay",
      ofRelay(figures, (each) => each.addedMs),
      5,
      " ×",
    ),
    most("CPU of 500 conversations at once", share, 1, " of a core"),
    most("500 conversations at once: answers that were not whole and in order", wrong, 0, ""),
    most("500 conversations at once: 99th percentile of the delay", p99, 100, " ms"),
    most("100 idle sessions", median(figures.idle.map((each) => each.megabytesPer100)), 6, " MB"),
    {
      what: "Appends, against raw SQLite, at its worst",
      aim: "at least 0.5 ×",
      figure: `${rounded(leastOfRaw)} ×`,
      met: leastOfRaw >= 0.5,
    },
    most("From the start of the process to healthy", figures.start.healthyMs, 1000, " ms"),
  ];
}

/** Our figure over the relay's, each the median of all runs. */
function ofRelay({ messages }: Figures, pick: (each: MessageFigures) => number): number {
  const of = (kind: string) => median(messages.filter((each) => each.kind === kind).map(pick));
  return of("troupe") / of("relay");
}

/** Three digits that mean something. */
export function rounded(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en-US");
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
