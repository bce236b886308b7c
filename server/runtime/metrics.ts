import type { Logger } from "pino";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { RunQueue } from "../ports/run-queue.ts";
import type { Observer } from "./observer.ts";
import { OperationsCourse } from "./operations-course.ts";
import type { Reply } from "./stream-reply.ts";
import { Window } from "./windows.ts";

export interface GroupStats {
  name: string;
  turns: number;
  errors: number;
  p50Ms: number | null;
  p95Ms: number | null;
  ttftP50Ms: number | null;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  cost: number;
  lastError: string | null;
}

/** Counts what the workers do since the process began: for `/metrics`, and by agent, model and tool for `/stats`. */
export interface Metrics {
  observer: Observer;
  agents(): GroupStats[];
  models(): GroupStats[];
  tools(): ToolStats[];
  /** How all of it stood each second of the last minutes. */
  readonly course: OperationsCourse;
  troubles(): number;
  /** Spans that were sent to where traces go, or could not be. */
  spans(outcome: "sent" | "dropped", count: number): void;
  prometheus(): Promise<{ contentType: string; text: string }>;
}

export interface ToolStats {
  name: string;
  calls: number;
  errors: number;
  p50Ms: number | null;
  p95Ms: number | null;
}

class Group {
  turns = 0;
  errors = 0;
  input = 0;
  cached = 0;
  output = 0;
  reasoning = 0;
  cost = 0;
  lastError: string | null = null;
  readonly ms = new Window();
  readonly ttft = new Window();

  add(reply: Reply): void {
    if (!reply.ok) {
      this.errors++;
      this.lastError = reply.error.message;
      return;
    }
    const { usage, cost, ms, ttftMs } = reply;
    this.turns++;
    this.input += usage.input;
    this.cached += usage.cached;
    this.output += usage.output;
    this.reasoning += usage.reasoning;
    this.cost += cost ?? 0;
    this.ms.add(ms);
    if (ttftMs !== null) this.ttft.add(ttftMs);
  }

  stats(name: string): GroupStats {
    return {
      name,
      turns: this.turns,
      errors: this.errors,
      p50Ms: this.ms.percentile(0.5),
      p95Ms: this.ms.percentile(0.95),
      ttftP50Ms: this.ttft.percentile(0.5),
      inputTokens: this.input,
      cachedTokens: this.cached,
      outputTokens: this.output,
      reasoningTokens: this.reasoning,
      cost: this.cost,
      lastError: this.lastError,
    };
  }
}

export function createMetrics(logger: Logger, queue: RunQueue, openTurns: () => number, now: () => Date): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Counter({
    name: "troupe_turns_total",
    help: "Model calls that ended, by model and outcome.",
    labelNames: ["model", "outcome"],
    registers,
  });
  const tokens = new Counter({
    name: "troupe_tokens_total",
    help: "Tokens by model and kind.",
    labelNames: ["model", "kind"],
    registers,
  });
  const cost = new Counter({
    name: "troupe_cost_dollars_total",
    help: "Cost in US dollars by model, where prices are known.",
    labelNames: ["model"],
    registers,
  });
  const spans = new Counter({
    name: "troupe_spans_total",
    help: "Spans for OpenTelemetry, by whether they were sent.",
    labelNames: ["outcome"],
    registers,
  });
  const turnSeconds = new Histogram({
    name: "troupe_turn_seconds",
    help: "Duration of completed turns.",
    labelNames: ["model"],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const ttftSeconds = new Histogram({
    name: "troupe_first_token_seconds",
    help: "Time to the first piece of a turn.",
    labelNames: ["model"],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const calls = new Counter({
    name: "troupe_tool_calls_total",
    help: "Tool calls that ended, by tool and outcome.",
    labelNames: ["tool", "outcome"],
    registers,
  });
  const troubles = new Counter({
    name: "troupe_troubles_total",
    help: "Internal failures that cost no fact.",
    registers,
  });
  new Gauge({
    name: "troupe_runs_queued",
    help: "Runs that wait for a worker.",
    registers,
    collect() {
      this.set(queue.stats().queued);
    },
  });
  new Gauge({
    name: "troupe_runs_running",
    help: "Runs being worked on.",
    registers,
    collect() {
      this.set(queue.stats().running);
    },
  });
  new Gauge({
    name: "troupe_queue_oldest_wait_seconds",
    help: "Wait of the oldest queued run.",
    registers,
    collect() {
      this.set(queue.stats().oldestWaitMs / 1000);
    },
  });
  new Gauge({
    name: "troupe_turns_open",
    help: "Model calls being streamed.",
    registers,
    collect() {
      this.set(openTurns());
    },
  });

  const byAgent = new Map<string, Group>();
  const byModel = new Map<string, Group>();
  const byTool = new Map<string, { calls: number; errors: number; ms: Window }>();
  let troubleCount = 0;

  return {
    observer: {
      turn(agent, reply) {
        const groups = [entry(byAgent, agent, () => new Group()), entry(byModel, reply.model, () => new Group())];
        for (const group of groups) group.add(reply);
        if (!reply.ok) return void turns.inc({ model: reply.model, outcome: reply.error.code });
        const { usage, model } = reply;
        turns.inc({ model, outcome: "completed" });
        turnSeconds.observe({ model }, reply.ms / 1000);
        if (reply.ttftMs !== null) ttftSeconds.observe({ model }, reply.ttftMs / 1000);
        for (const kind of ["input", "cached", "output", "reasoning"] as const)
          if (usage[kind] > 0) tokens.inc({ model, kind }, usage[kind]);
        if (reply.cost) cost.inc({ model }, reply.cost);
      },
      attemptFailed(attempt) {
        logger.warn(
          { code: attempt.error.code, next: attempt.nextModel, inMs: attempt.willRetryInMs },
          `A model attempt failed: ${attempt.error.message}`,
        );
      },
      tool(name, outcome) {
        calls.inc({ tool: name, outcome: outcome.ok ? "finished" : outcome.error.code });
        const group = entry(byTool, name, () => ({ calls: 0, errors: 0, ms: new Window() }));
        group.calls++;
        if (!outcome.ok) {
          group.errors++;
          if (outcome.cause !== undefined)
            logger.error({ err: outcome.cause, tool: name }, "A tool threw what it should not throw");
        }
        group.ms.add(outcome.ms);
      },
      trouble(what, error) {
        troubleCount++;
        troubles.inc();
        logger.error({ err: error }, what);
      },
    },
    agents: () => [...byAgent].map(([name, group]) => group.stats(name)),
    models: () => [...byModel].map(([name, group]) => group.stats(name)),
    tools: () =>
      [...byTool].map(([name, group]) => ({
        name,
        calls: group.calls,
        errors: group.errors,
        p50Ms: group.ms.percentile(0.5),
        p95Ms: group.ms.percentile(0.95),
      })),
    spans: (outcome, count) => spans.inc({ outcome }, count),
    course: new OperationsCourse(() => {
      const { queued, running, oldestWaitMs } = queue.stats();
      const moment = { ...nothingCounted, at: now().toISOString(), queued, running, openTurns: openTurns() };
      moment.oldestWaitMs = queued > 0 ? oldestWaitMs : 0;
      for (const { turns, errors, output, cost } of byModel.values()) {
        moment.turns += turns;
        moment.turnErrors += errors;
        moment.outputTokens += output;
        moment.cost += cost;
      }
      for (const { calls, errors } of byTool.values()) {
        moment.calls += calls;
        moment.callErrors += errors;
      }
      return moment;
    }),
    troubles: () => troubleCount,
    prometheus: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

const nothingCounted = {
  oldestWaitMs: 0,
  turns: 0,
  turnErrors: 0,
  outputTokens: 0,
  cost: 0,
  calls: 0,
  callErrors: 0,
};

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
