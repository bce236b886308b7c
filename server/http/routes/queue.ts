import { json } from "../answer.ts";
import { readQueue } from "../read-queue.ts";
import { route } from "../route.ts";
import { queue } from "../schemas/queue.ts";

export const queueRoutes = [
  route({
    id: "getQueue",
    method: "GET",
    path: "/api/v1/queue",
    tag: "Runs",
    summary: "What runs, what waits and for what, what was given up, and who works",
    answers: { 200: { description: "How things stand now", schema: queue } },
    handle: async ({ runtime, principal }) => json(200, await readQueue(runtime, principal)),
  }),
];
