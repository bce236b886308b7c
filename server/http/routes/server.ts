import { z } from "zod";
import { json, text } from "../answer.ts";
import { checkHealth, health, notReady } from "../check-health.ts";
import { currentDescription } from "../current-description.ts";
import { problem } from "../problem.ts";
import { readStats } from "../read-stats.ts";
import { type Call, route } from "../route.ts";
import { stats } from "../schemas/stats.ts";

const tag = "Server";

const information = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  links: z.record(z.string(), z.string()),
});

const links = {
  docs: "/docs/api",
  openapi: "/api/openapi.json",
  health: "/health",
  ready: "/ready",
  metrics: "/metrics",
  stats: "/api/v1/stats",
  sessions: "/api/v1/sessions",
  messages: "/api/v1/messages",
  tasks: "/api/v1/tasks",
  agents: "/api/v1/agents",
  tools: "/api/v1/tools",
  models: "/api/v1/models",
  sockets: "/socket.io",
};

const healthAnswers = { 200: { description: "How the parts do; `status` says whether all are well", schema: health } };
const sayHealth = async ({ server }: Pick<Call, "server">) => json(200, await checkHealth(server));

export const serverRoutes = [
  route({
    id: "getInformation",
    method: "GET",
    path: "/api/v1",
    tag,
    summary: "Who this is, in which version, and where to find what",
    answers: { 200: { description: "Name, version and links", schema: information } },
    handle: ({ server }) =>
      json(200, {
        name: "Troupe",
        version: server.version,
        description: "A self-hosted platform for AI agents that work together.",
        links,
      }),
  }),
  route({
    id: "getHealth",
    method: "GET",
    path: "/health",
    tag,
    summary: "Is the server well?",
    answers: healthAnswers,
    handle: sayHealth,
  }),
  route({
    id: "getHealthOfApi",
    method: "GET",
    path: "/api/v1/health",
    tag,
    summary: "The same",
    answers: healthAnswers,
    handle: sayHealth,
  }),
  route({
    id: "getReady",
    method: "GET",
    path: "/ready",
    tag,
    summary: "Should requests be sent here? 503 while it starts and stops",
    answers: { 200: { description: "They should", schema: z.object({ ready: z.literal(true) }) } },
    handle({ server }) {
      const missing = notReady(server);
      if (missing.length === 0) return json(200, { ready: true });
      return problem("unavailable", `Not ready: ${missing.join(", ")}.`, { retryAfterMs: 1_000 });
    },
  }),
  route({
    id: "getMetrics",
    method: "GET",
    path: "/metrics",
    tag,
    summary: "Metrics for Prometheus",
    answers: { 200: { description: "Prometheus text", mediaType: "text/plain" } },
    async handle({ runtime }) {
      const { contentType, text: lines } = await runtime.metrics.prometheus();
      return text(contentType, lines);
    },
  }),
  route({
    id: "getStats",
    method: "GET",
    path: "/api/v1/stats",
    tag,
    summary: "Counts, queue, latencies, tokens and cost",
    answers: { 200: { description: "Every field from the start, with zeros and nulls", schema: stats } },
    handle: async (call) => json(200, await readStats(call)),
  }),
  route({
    id: "getDescription",
    method: "GET",
    path: "/api/openapi.json",
    tag,
    summary: "This description, for programs",
    answers: { 200: { description: "OpenAPI 3.1", schema: z.record(z.string(), z.unknown()) } },
    handle: () => json(200, currentDescription()),
  }),
];
