import { expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { hexId } from "../../lib/replay/hex-id.ts";
import { otlpOf, spansOf } from "../../lib/replay/otlp.ts";
import type { Span } from "../../lib/replay/otlp-span.ts";
import {
  answering,
  finished,
  queued,
  recorded,
  runStarted,
  toolFailed,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "../core/facts.ts";

const calls = [
  { callId: "c1", tool: "delegate", arguments: { task: "a private matter" } },
  { callId: "c2", tool: "fetch_url" },
];
const history = recorded([
  ...answering(),
  runStarted("r1"),
  turnStarted("r1", "t0"),
  turnFailed("r1", "t0", "overloaded", { willRetryInMs: 10, ms: 30, partial: "a private beginning" }),
  turnStarted("r1", "t1", 2),
  turnCompleted("r1", "t1", "A private answer", calls, {
    model: "openai/gpt-5",
    usage: { input: 900, cached: 800, output: 50, reasoning: 20 },
    cost: 0.25,
    ms: 1_500,
  }),
  toolStarted("r1", "c1"),
  queued("r2", { agent: "helios", parent: { runId: "r1", callId: "c1" }, depth: 1 }),
  runStarted("r2"),
  ...wholeTurn("r2", "t2", "Done"),
  finished("r2"),
  wholeCall("r1", "c1")[1] as never,
  toolStarted("r1", "c2"),
  toolFailed("r1", "c2", "timeout"),
  ...wholeTurn("r1", "t3", "Done"),
  finished("r1"),
]);
const state = fold(history);
const spans = spansOf("session-1", state, "r1");
const named = (name: string) => spans.find((span) => span.name === name) as Span;
const told = (span: Span, key: string) =>
  Object.values(span.attributes.find((each) => each.key === key)?.value ?? {})[0];

test("a run becomes a trace of the agent, the models it asked and the tools it used", () => {
  expect(spans.map(({ name }) => name).sort()).toEqual([
    "chat demo",
    "chat demo",
    "chat demo",
    "chat gpt-5",
    "execute_tool delegate",
    "execute_tool fetch_url",
    "invoke_agent general",
    "invoke_agent helios",
  ]);
  const root = named("invoke_agent general");
  expect(root.parentSpanId).toBeUndefined();
  expect(named("chat gpt-5")).toMatchObject({ parentSpanId: root.spanId, kind: 3, status: { code: 0 } });
  expect(named("invoke_agent helios").parentSpanId).toBe(named("execute_tool delegate").spanId);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  for (const { traceId, spanId } of spans) expect([traceId, spanId].join(" ")).toMatch(/^[0-9a-f]{32} [0-9a-f]{16}$/);
});

test("the spans speak as the conventions for generative AI do", () => {
  const chat = named("chat gpt-5");
  const said = Object.fromEntries(chat.attributes.map(({ key }) => [key, told(chat, key)]));
  expect(said).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5",
    "gen_ai.usage.input_tokens": "900",
    "gen_ai.usage.cache_read.input_tokens": "800",
    "gen_ai.usage.output_tokens": "50",
    "gen_ai.usage.reasoning.output_tokens": "20",
    "gen_ai.conversation.id": "session-1",
    "troupe.cost.usd": 0.25,
  });
  expect(BigInt(chat.endTimeUnixNano) - BigInt(chat.startTimeUnixNano)).toBe(1_500_000_000n);
  expect(named("execute_tool fetch_url")).toMatchObject({ status: { code: 2, message: "timeout" } });
  expect(told(named("execute_tool fetch_url"), "error.type")).toBe("timeout");
  expect(told(named("invoke_agent general"), "gen_ai.agent.name")).toBe("general");
});

test("nothing that was said or called with leaves with it", () => {
  expect(JSON.stringify(spans)).not.toMatch(/private|It failed/);
});

test("the same run gives the same ids, and what worked for it the same trace", () => {
  expect(spansOf("session-1", fold(history), "r1")).toEqual(spans);
  const [child] = spansOf("session-1", state, "r2");
  expect(child).toEqual(named("invoke_agent helios"));
});

test("who sends it is its resource", () => {
  const traces = otlpOf("session-1", state, "r1", {
    service: "troupe",
    version: "1.2.3",
    attributes: { site: "home" },
  });
  expect(traces.resourceSpans[0]?.resource.attributes).toContainEqual({ key: "site", value: { stringValue: "home" } });
  expect(traces.resourceSpans[0]?.scopeSpans[0]?.spans).toHaveLength(spans.length);
});

test("ids differ for texts that are neighbours", () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => hexId(`run_${index}`, 8));
  expect(new Set(ids).size).toBe(ids.length);
});
