import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { OtlpTraces, Span } from "../../lib/replay/otlp-span.ts";
import { createGuardedClient } from "../../server/http-client/guarded.ts";
import { OtlpExporter } from "../../server/telemetry/otlp-exporter.ts";
import { allOver } from "../runtime/stage.ts";
import { startRuntime } from "../support/start-runtime.ts";

interface Collector {
  url: string;
  received: { path: string; key: string | undefined; traces: OtlpTraces }[];
  spans(): Span[];
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Answers with these, the last one for ever. */
async function startCollector(...statuses: number[]): Promise<Collector> {
  const received: Collector["received"] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { "x-key": key, "content-type": type } = request.headers;
      expect(type).toBe("application/json");
      received.push({ path: request.url ?? "", key: key as string | undefined, traces: JSON.parse(body) });
      response.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 200).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    spans: () =>
      received.flatMap(({ traces }) => traces.resourceSpans.flatMap((each) => each.scopeSpans[0]?.spans ?? [])),
  };
}

function exporterTo(url: string) {
  const told: string[] = [];
  const counts = { sent: 0, dropped: 0 };
  const http = createGuardedClient({ allowHosts: ["127.0.0.1"] });
  closing.push(() => http.close());
  const exporter = new OtlpExporter({
    http,
    endpoint: url,
    headers: { "x-key": "secret" },
    sender: { service: "troupe", version: "1" },
    onSpans: (outcome, count) => {
      counts[outcome] += count;
    },
    onTrouble: (sentence) => told.push(sentence),
    batchMs: 1,
    retryMs: 1,
  });
  return { exporter, told, counts };
}

const span = (name: string): Span => ({
  traceId: `${"0".repeat(31)}1`,
  spanId: `${"0".repeat(15)}1`,
  name,
  kind: 1,
  startTimeUnixNano: "0",
  endTimeUnixNano: "1",
  attributes: [],
  status: { code: 0 },
});

test("finished runs are sent to where the operator wants them, with what tools and models they used", async () => {
  const collector = await startCollector(200);
  const troupe = await startRuntime({
    DEFAULT_MODEL_PROVIDER: "demo",
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
    OTEL_EXPORTER_OTLP_HEADERS: "x-key=s%3Decret",
    OTEL_SERVICE_NAME: "our-troupe",
    OTEL_RESOURCE_ATTRIBUTES: "site=home",
  });
  const sessionId = await troupe.open();
  await troupe.post(sessionId, "calculate 6*7");
  const state = await troupe.until(sessionId, allOver);
  const metrics = troupe.runtime.metrics;
  await troupe.stop();

  expect(collector.received.map(({ path, key }) => [path, key])).toEqual([["/v1/traces", "s=ecret"]]);
  expect(collector.spans().map(({ name }) => name)).toEqual([
    "invoke_agent general",
    "chat demo",
    "chat demo",
    "execute_tool calculate",
  ]);
  expect(JSON.stringify(collector.received[0]?.traces.resourceSpans[0]?.resource)).toMatch(/our-troupe.*home/);
  expect(JSON.stringify(collector.received)).not.toContain("6*7");
  expect(state.runs[0]?.finished?.outcome).toBe("done");
  expect((await metrics.prometheus()).text).toContain('troupe_spans_total{outcome="sent"} 4');
});

test("a collector that fails harms no run, and is told of once", async () => {
  const collector = await startCollector(500);
  const troupe = await startRuntime({
    DEFAULT_MODEL_PROVIDER: "demo",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  const sessionId = await troupe.open();
  await troupe.post(sessionId, "hello");
  const state = await troupe.until(sessionId, allOver);
  const metrics = troupe.runtime.metrics;
  await troupe.stop();
  expect(state.runs[0]?.finished?.outcome).toBe("done");
  expect((await metrics.prometheus()).text).toContain('troupe_spans_total{outcome="dropped"} 2');
});

test("nothing is sent where nobody asked for it", async () => {
  const troupe = await startRuntime({ DEFAULT_MODEL_PROVIDER: "demo" });
  expect(troupe.env.telemetry).toBeNull();
  await troupe.stop();
});

test("what the collector could not take for a moment is sent again, and a refusal is not", async () => {
  const collector = await startCollector(503, 429, 200, 400);
  const { exporter, told, counts } = exporterTo(collector.url);
  exporter.add(() => [span("again")]);
  await exporter.flush();
  expect(collector.received).toHaveLength(3);
  expect([counts, told]).toEqual([{ sent: 1, dropped: 0 }, []]);
  exporter.add(() => [span("refused")]);
  await exporter.flush();
  exporter.add(() => [span("refused too")]);
  await exporter.flush();
  expect(collector.received).toHaveLength(5);
  expect(counts).toEqual({ sent: 1, dropped: 2 });
  expect(told).toEqual([expect.stringContaining("it answered 400")]);
});

test("what comes faster than it can be sent is dropped and counted, and the rest goes in batches", async () => {
  const collector = await startCollector(200);
  const { exporter, counts, told } = exporterTo(collector.url);
  for (let index = 0; index < 1_010; index++) exporter.add(() => [span(`run ${index}`)]);
  expect(counts.dropped).toBe(10);
  expect(told).toHaveLength(1);
  await exporter.close(5_000);
  expect(counts.sent).toBe(1_000);
  expect(collector.received.length).toBe(2);
});

test("a stop does not wait for a collector that is gone", async () => {
  const { exporter, counts } = exporterTo("http://127.0.0.1:9");
  exporter.add(() => [span("lost")]);
  await exporter.close(50);
  expect(counts).toEqual({ sent: 0, dropped: 1 });
});
