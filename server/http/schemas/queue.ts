import { z } from "zod";
import { taskSummary } from "./task.ts";

const running = z.object({
  run: taskSummary,
  is: z.literal("running"),
  worker: z.string().describe("Who said in the log that it is theirs; `workers` says whether they live."),
  since: z.string(),
  doing: z.string().describe("The model or the tool."),
  fence: z.int().describe("The head of the session's log: a write that expects another one is refused."),
});

const waiting = z.object({
  run: taskSummary,
  is: z.literal("waiting"),
  for: z.enum(["worker", "person", "resume", "runs"]),
});

const scheduled = z.object({
  run: taskSummary,
  is: z.literal("scheduled"),
  at: z.string().nullable().describe("When the model is tried again."),
  after: z.array(z.string()).describe("The runs that must be over first."),
});

const worker = z.object({
  id: z.string(),
  alive: z.boolean(),
  untilMs: z.number().describe("It is taken for dead so long from now, unless it is heard of. Below zero: since then."),
  isThis: z.boolean().describe("The process that answers."),
  runs: z.int().describe("Of yours."),
});

export const queue = z
  .object({
    at: z.string(),
    stats: z
      .object({ queued: z.number(), running: z.number(), oldestWaitMs: z.number() })
      .describe("Of the process that answers, for everybody."),
    running: z.array(running),
    waiting: z.array(waiting),
    scheduled: z.array(scheduled),
    deadLetters: z
      .array(taskSummary)
      .describe("Runs that were given up and that nobody tried again: `run.retry` does."),
    workers: z.array(worker),
    isMore: z.boolean().describe("There are more than are told here; `GET /api/v1/runs` lists them all."),
  })
  .meta({ id: "Queue" });
