import type { Widget } from "../surfaces/catalog.ts";
import type { Analytics, ToldGroup } from "./analytics.ts";
import { errorRate } from "./figures.ts";

/** Something to look at: a chart with its numbers, or a table. */
export interface AnalyticsCard {
  id: string;
  title: string;
  hint?: string;
  widget: Widget<"chart"> | Widget<"table">;
}

type Value = (group: ToldGroup) => number | null;
type Series = readonly (readonly [name: string, value: Value])[];

/** How things went over the time that was asked for. */
export function courseCards({ byTime, byTool }: Analytics): AnalyticsCard[] {
  const chart = (id: string, title: string, kind: "bar" | "line" | "area", series: Series, unit?: string) => ({
    id,
    title,
    widget: {
      type: "chart",
      kind,
      title,
      ...(unit && { unit }),
      x: byTime.map(({ name }) => timeWords(name)),
      series: series.map(([name, value]) => ({ name, values: byTime.map(value) })),
    } as Widget<"chart">,
  });
  return [
    chart("turns", "Turns", "bar", [
      ["Completed", ({ turns }) => turns],
      ["Failed", ({ turnErrors }) => turnErrors],
    ]),
    chart("runs", "Runs that ended", "bar", [
      ["Done", ({ runsDone }) => runsDone],
      ["Failed or at a limit", ({ runsFailed }) => runsFailed],
    ]),
    chart("tokens", "Tokens", "bar", [
      ["Read anew", ({ inputTokens, cachedTokens }) => inputTokens - cachedTokens],
      ["Read from the cache", ({ cachedTokens }) => cachedTokens],
      ["Written", ({ outputTokens, reasoningTokens }) => outputTokens - reasoningTokens],
      ["Thought", ({ reasoningTokens }) => reasoningTokens],
    ]),
    chart("cost", "Cost", "bar", [["Spent", ({ cost }) => rounded(cost, 6)]], "$"),
    chart(
      "latency",
      "How long turns take",
      "line",
      [
        ["p50", ({ p50Ms }) => seconds(p50Ms)],
        ["p95", ({ p95Ms }) => seconds(p95Ms)],
      ],
      "s",
    ),
    chart("feedback", "Feedback", "bar", [
      ["Good answers", ({ ratedUp }) => ratedUp],
      ["Bad answers", ({ ratedDown }) => ratedDown],
    ]),
    distribution("turn-times", "Times of turns", byTime),
    distribution("call-times", "Times of tool calls", byTool),
  ];
}

/** The same by who or what it was. */
export function groupCards({ byAgent, byModel, byTool, byOwner }: Analytics): AnalyticsCard[] {
  return [
    groupTable("agents", "Agents", "Agent", byAgent),
    groupTable("models", "Models", "Model", byModel),
    toolTable(byTool),
    groupTable("people", "People", "Person", byOwner),
  ];
}

function groupTable(id: string, title: string, first: string, groups: readonly ToldGroup[]): AnalyticsCard {
  const columns = [
    { key: "name", label: first },
    { key: "turns", label: "Turns" },
    { key: "failed", label: "Failed", kind: "percent" as const },
    ...(id === "models" ? [] : [{ key: "success", label: "Runs done", kind: "percent" as const }]),
    { key: "p50", label: "p50 (s)" },
    { key: "p95", label: "p95 (s)" },
    { key: "input", label: "Read" },
    { key: "cached", label: "of it cached" },
    { key: "output", label: "Written" },
    { key: "reasoning", label: "of it thought" },
    { key: "cost", label: "Cost ($)" },
    { key: "up", label: "Good" },
    { key: "down", label: "Bad" },
  ];
  const rows = [...groups]
    .sort((a, b) => b.turns - a.turns)
    .map((group) => ({
      name: group.name,
      turns: group.turns,
      failed: errorRate(group.turnErrors, group.turns),
      success: errorRate(group.runsDone, group.runsFailed),
      p50: seconds(group.p50Ms),
      p95: seconds(group.p95Ms),
      input: group.inputTokens,
      cached: group.cachedTokens,
      output: group.outputTokens,
      reasoning: group.reasoningTokens,
      cost: rounded(group.cost, 6),
      up: group.ratedUp,
      down: group.ratedDown,
    }));
  return { id, title, widget: { type: "table", title, columns, rows } as Widget<"table"> };
}

function toolTable(groups: readonly ToldGroup[]): AnalyticsCard {
  const title = "Tools";
  const columns = [
    { key: "name", label: "Tool" },
    { key: "calls", label: "Calls" },
    { key: "failed", label: "Failed", kind: "percent" as const },
    { key: "p50", label: "p50 (s)" },
    { key: "p95", label: "p95 (s)" },
    { key: "p99", label: "p99 (s)" },
  ];
  const rows = [...groups]
    .sort((a, b) => b.calls + b.callErrors - (a.calls + a.callErrors))
    .map((group) => ({
      name: group.name,
      calls: group.calls + group.callErrors,
      failed: errorRate(group.callErrors, group.calls),
      p50: seconds(group.p50Ms),
      p95: seconds(group.p95Ms),
      p99: seconds(group.p99Ms),
    }));
  return { id: "tools", title, widget: { type: "table", title, columns, rows } as Widget<"table"> };
}

/** How many took how long: a bar for each doubling, from the quickest to the slowest that there was. */
function distribution(id: string, title: string, groups: readonly ToldGroup[]): AnalyticsCard {
  const counts = new Map<number, number>();
  for (const { latencies } of groups) {
    for (const { ms, count } of latencies) {
      const doubling = Math.floor(Math.log2(Math.max(1, ms)));
      counts.set(doubling, (counts.get(doubling) ?? 0) + count);
    }
  }
  const known = [...counts.keys()];
  const least = Math.min(...known);
  const length = known.length === 0 ? 0 : Math.max(...known) - least + 1;
  const doublings = Array.from({ length }, (_, index) => least + index);
  return {
    id,
    title,
    widget: {
      type: "chart",
      kind: "bar",
      title,
      x: doublings.map((doubling) => `< ${timeOf(2 ** (doubling + 1))}`),
      series: [{ name: "How many", values: doublings.map((doubling) => counts.get(doubling) ?? 0) }],
    } as Widget<"chart">,
  };
}

function timeOf(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${rounded(ms / 1_000, 1)} s`;
}

/** `2026-01-31T09` is `09:00`, and a day `01-31`. */
function timeWords(name: string): string {
  return name.includes("T") ? `${name.slice(11)}:00` : name.slice(5);
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : rounded(ms / 1_000, 3);
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
