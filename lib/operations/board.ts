import type { Surface } from "../core/surface.ts";
import { surfaceFromWidgets } from "../surfaces/from-widgets.ts";
import type { GroupFigures, Moment, Standing } from "./operations.ts";

/** The operations board as a surface like any other: what stands still is widgets, what moves is data that they are bound to. */
export function operationsBoard(standing: Standing, waitingForPerson: number): Surface {
  return surfaceFromWidgets({ title: "Operations", widgets: widgets(waitingForPerson), data: dataOf(standing) });
}

function widgets(waitingForPerson: number): Record<string, unknown>[] {
  const metric = (id: string, label: string, unit?: string) => ({
    id,
    type: "metric",
    label,
    value: { $bind: `/data/${id}` },
    ...(unit && { unit }),
  });
  return [
    {
      id: "now",
      type: "grid",
      columns: 4,
      children: ["running", "queued", "wait", "streams", "errorRate", "p95", "cost", "waiting"],
    },
    { ...metric("running", "Running"), trend: { $bind: "/data/runningCourse" } },
    { ...metric("queued", "In the queue"), trend: { $bind: "/data/queuedCourse" } },
    metric("wait", "Oldest wait", "s"),
    metric("streams", "Answers being written"),
    metric("errorRate", "Turns that failed", "%"),
    metric("p95", "Slow answers (p95)", "s"),
    metric("cost", "Spent since the start", "$"),
    { id: "waiting", type: "metric", label: "Waiting for you", value: waitingForPerson },
    {
      id: "tokens",
      type: "chart",
      kind: "area",
      title: "Tokens written per second",
      x: { $bind: "/data/times" },
      series: [{ name: "Tokens per second", values: { $bind: "/data/tokenCourse" } }],
    },
    { id: "tables", type: "grid", columns: 2, children: ["tokens", "providers", "agents", "models", "tools"] },
    table("providers", "Providers", ["Provider", "Breaker", "Failures", "Last answer (s)", "Last error"]),
    table("agents", "Agents", ["Agent", "Turns", "Failed", "p50 (s)", "p95 (s)", "Tokens"]),
    table("models", "Models", ["Model", "Turns", "Failed", "p50 (s)", "p95 (s)", "Tokens"]),
    table("tools", "Tools", ["Tool", "Calls", "Failed", "p50 (s)", "p95 (s)"]),
  ];
}

function table(id: string, title: string, columns: string[]) {
  return { id, type: "table", title, columns, rows: { $bind: `/data/${id}` } };
}

function dataOf({ now, course }: Standing): Record<string, unknown> {
  const turns = sum(now.models, ({ turns }) => turns);
  const errors = sum(now.models, (model) => model.errors);
  return {
    running: now.queue.running,
    queued: now.queue.queued,
    wait: now.queue.queued > 0 ? seconds(now.queue.oldestWaitMs) : 0,
    streams: now.openTurns,
    errorRate: turns + errors > 0 ? Math.round((1000 * errors) / (turns + errors)) / 10 : 0,
    p95: seconds(highest(now.models.map(({ p95Ms }) => p95Ms))),
    cost: Math.round(sum(now.models, ({ cost }) => cost) * 10_000) / 10_000,
    runningCourse: course.map(({ running }) => running),
    queuedCourse: course.map(({ queued }) => queued),
    times: course.map(({ at }) => at.slice(11, 19)),
    tokenCourse: tokensPerSecond(course),
    providers: now.providers.map((each) => [
      each.provider,
      each.circuit,
      each.failures,
      seconds(each.lastMs),
      each.lastError?.slice(0, 200) ?? "",
    ]),
    agents: now.agents.map(groupRow),
    models: now.models.map(groupRow),
    tools: now.tools.map((tool) => [tool.name, tool.calls, tool.errors, seconds(tool.p50Ms), seconds(tool.p95Ms)]),
  };
}

function groupRow(group: GroupFigures): (string | number | null)[] {
  const { name, turns, errors, p50Ms, p95Ms, inputTokens, outputTokens } = group;
  return [name, turns, errors, seconds(p50Ms), seconds(p95Ms), inputTokens + outputTokens];
}

/** Between each moment and the one before it; a server that began anew counts from zero. */
export function tokensPerSecond(course: readonly Moment[]): (number | null)[] {
  return course.map((moment, index) => {
    const before = course[index - 1];
    if (!before) return null;
    const written = moment.outputTokens - before.outputTokens;
    const passed = (Date.parse(moment.at) - Date.parse(before.at)) / 1000;
    return written < 0 || passed <= 0 ? null : Math.round((10 * written) / passed) / 10;
  });
}

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 10) / 100;
}

function sum<T>(of: readonly T[], value: (each: T) => number): number {
  return of.reduce((total, each) => total + value(each), 0);
}
