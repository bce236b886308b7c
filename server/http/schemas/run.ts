import { z } from "zod";
import { count, failure, id, limitName, limits, outcome, priority, usage } from "../../../lib/core/fields.ts";
import { type Call, type Run, runStatus, type Turn, type Visit } from "../../../lib/core/state.ts";

export const runStatuses = [
  "queued",
  "running",
  "waiting",
  "paused",
  "cancelling",
  "done",
  "failed",
  "cancelled",
  "limit",
] as const;

const anything = z.record(z.string(), z.unknown());

const turn = z
  .object({
    id,
    attempt: count,
    model: z.string(),
    worker: z.string(),
    startedAt: z.string(),
    status: z.enum(["open", "completed", "failed"]),
    messageId: z.string().optional(),
    callIds: z.array(id),
    error: failure,
    partial: z.string(),
    reasoning: z.string(),
    willRetryInMs: z.number(),
    nextModel: z.string(),
    usage,
    cost: z.number().nullable(),
    ms: z.number(),
    ttftMs: z.number().nullable(),
  })
  .partial({
    error: true,
    partial: true,
    reasoning: true,
    willRetryInMs: true,
    nextModel: true,
    usage: true,
    cost: true,
    ms: true,
    ttftMs: true,
  })
  .meta({ id: "Turn" }) satisfies z.ZodType<Turn>;

const question = z.object({
  question: z.string(),
  choices: z.array(z.string()).optional(),
  schema: anything.optional(),
});

const call = z
  .object({
    callId: id,
    tool: z.string(),
    arguments: z.unknown(),
    providerData: anything,
    turnId: id,
    status: z.enum([
      "requested",
      "awaiting-approval",
      "approved",
      "awaiting-answer",
      "running",
      "finished",
      "failed",
      "denied",
    ]),
    approval: z.object({ reason: z.string(), digest: z.string(), expiresAt: z.string().optional() }),
    approvedBy: z.string(),
    proposedArguments: z.unknown(),
    question,
    answer: z.unknown(),
    asked: z
      .array(question.extend({ answer: z.unknown().optional() }))
      .describe("What its tool asked while it ran; open while there is no answer. Null: nobody answered."),
    effectId: z.string(),
    worker: z.string(),
    attempt: count,
    startedAt: z.string(),
    progress: z.unknown(),
    content: z.string(),
    details: z.unknown(),
    error: failure,
    ms: z.number(),
    ends: z.literal(true),
    visit: z.string().describe("The step of the workflow that asked for it."),
    tokens: z.number(),
  })
  .partial()
  .required({ callId: true, tool: true, turnId: true, status: true })
  .meta({ id: "Call" }) satisfies z.ZodType<Partial<Call>>;

const visit = z
  .object({
    id: z.string().describe("The step, and the how manieth time: `write#2`."),
    node: z.string(),
    from: z.array(z.string()).describe("The visits that led here."),
    reason: z.string(),
    status: z.enum(["open", "done", "failed", "skipped"]),
    output: z.unknown().optional(),
    took: z.array(z.string()).describe("The ways that it left by."),
    at: z.string(),
    leftAt: z.string().optional(),
  })
  .meta({ id: "Visit" }) satisfies z.ZodType<Visit>;

const sees = z.enum(["conversation", "task"]);

const compressed = z.object({ upTo: count, summary: z.string(), dropped: count });

/** A run as the session's state tells it, with its status in a word. */
export const run = z
  .object({
    id,
    status: z.enum(runStatuses),
    agent: z.string(),
    agentVersion: z.int().describe("Below zero: a draft that was tried."),
    task: z.string(),
    depth: count,
    priority,
    limits,
    allowed: limits,
    replyTo: z.string().optional(),
    models: z.array(z.string()).optional(),
    parent: z.object({ runId: id, callId: id }).optional(),
    dependsOn: z.array(id).optional(),
    retryOf: z.string().optional(),
    rerunOf: z.object({ sessionId: id, runId: id, seq: count }).optional(),
    after: z.string().optional().describe("The run that gave it the conversation."),
    routes: z.string().optional().describe("The message that it says the agent for."),
    sees: sees.optional(),
    node: z.string().optional().describe("The step of a workflow that it is."),
    schema: anything.optional().describe("What its answer must fit."),
    tools: z.array(z.string()).optional().describe("The only ones that it may use."),
    flow: z
      .object({
        visits: z.array(visit),
        ended: z
          .object({ outcome: z.enum(["done", "failed"]), output: z.unknown().optional(), error: z.optional(failure) })
          .nullable(),
      })
      .optional()
      .describe("How far a workflow has come."),
    handoff: z.object({ to: z.string(), reason: z.string(), task: z.string(), sees }).optional(),
    queuedAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    paused: z.object({ reason: z.string(), by: z.string() }).nullable(),
    cancelled: z.object({ by: z.string(), reason: z.string().optional() }).nullable(),
    finished: z.object({ outcome, error: z.optional(failure), limit: z.optional(limitName) }).nullable(),
    turns: z.array(turn),
    calls: z.array(call),
    usage,
    cost: z.number().nullable(),
    activeMs: z.number(),
    compressed: compressed.nullable(),
    guardFrom: count,
  })
  .meta({ id: "Run" });

export function withStatus(each: Run): z.input<typeof run> {
  return { ...each, status: runStatus(each) };
}
