import { json } from "../answer.ts";
import { readAnalytics } from "../read-analytics.ts";
import { readAnomalies } from "../read-anomalies.ts";
import { route } from "../route.ts";
import { analytics, analyticsQuery, anomalies } from "../schemas/figures.ts";

const tag = "Analytics";

export const analyticsRoutes = [
  route({
    id: "getAnalytics",
    method: "GET",
    path: "/api/v1/analytics",
    tag,
    summary: "Turns, calls, times, tokens, cost, success and feedback by time, agent, model, tool and person",
    description: "Added up by the hour as things happen. Administrators are told of everybody, others of themselves.",
    query: analyticsQuery,
    answers: { 200: { description: "The figures", schema: analytics } },
    handle: async ({ runtime, principal, query }) => json(200, await readAnalytics(runtime, principal, query)),
  }),
  route({
    id: "listAnomalies",
    method: "GET",
    path: "/api/v1/anomalies",
    tag,
    summary: "What is otherwise than usual in this hour and the one before, and why",
    answers: { 200: { description: "The farthest from the usual first", schema: anomalies } },
    handle: ({ runtime, principal }) => json(200, readAnomalies(runtime, principal)),
  }),
];
