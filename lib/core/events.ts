import * as z from "zod/mini";
import {
  author,
  call,
  count,
  failure,
  id,
  limitName,
  limits,
  message,
  outcome,
  priority,
  sessionStatus,
  slug,
  tags,
  title,
  todoItem,
  usage,
  whileRunning,
} from "./fields.ts";

/**
 * The facts. Past tense, one discriminated union. It grows by adding: an old event keeps its meaning for ever
 * (see `upcast.ts`), and is never rewritten.
 */

const sessionEvents = [
  z.strictObject({
    type: z.literal("session.opened"),
    title,
    ownerId: id,
    workflow: slug,
    agent: slug,
    tags,
    participants: z.array(id),
    whileRunning,
    expiresAt: z.nullable(z.string()),
    forkOf: z.optional(z.strictObject({ sessionId: id, seq: count })),
  }),
  z.strictObject({
    type: z.literal("session.changed"),
    by: id,
    title: z.optional(title),
    workflow: z.optional(slug),
    agent: z.optional(slug),
    tags: z.optional(tags),
    participants: z.optional(z.array(id)),
    whileRunning: z.optional(whileRunning),
    status: z.optional(sessionStatus),
    expiresAt: z.optional(z.nullable(z.string())),
  }),
  z.strictObject({ type: z.literal("session.closed"), by: id, status: z.enum(["completed", "expired"]) }),
] as const;

const messageEvents = [
  z.strictObject({
    type: z.literal("message.posted"),
    message,
    /** The message it follows; null for the first of a conversation. */
    parentId: z.nullable(id),
    to: z.optional(z.array(slug)),
    thread: z.optional(id),
    /** Only when a run was open: what the message does then. It has no place in the conversation until it is delivered. */
    whileRunning: z.optional(whileRunning),
    /** Only with `steer`: the run it is meant for. */
    runId: z.optional(id),
    /** How the run that answers it is to be queued, where the sender said so. */
    run: z.optional(z.strictObject({ priority: z.optional(priority), limits: z.optional(limits) })),
  }),
  z.strictObject({ type: z.literal("message.edited"), messageId: id, message, to: z.optional(z.array(slug)) }),
  z.strictObject({ type: z.literal("message.withdrawn"), messageId: id, by: id }),
  z.strictObject({
    type: z.literal("message.delivered"),
    messageId: id,
    runId: z.optional(id),
    as: z.enum(["queued", "steered"]),
  }),
  z.strictObject({
    type: z.literal("message.routed"),
    messageId: id,
    to: z.array(slug),
    by: z.enum(["mention", "keyword", "model", "workflow", "user", "fallback"]),
    confidence: z.number(),
    reason: z.string(),
    candidates: z.array(z.strictObject({ agent: slug, score: z.number(), hits: z.array(z.string()) })),
  }),
] as const;

const runEvents = [
  z.strictObject({
    type: z.literal("run.queued"),
    runId: id,
    agent: slug,
    agentVersion: count,
    task: z.string(),
    depth: count,
    priority,
    limits: z.optional(limits),
    /** The message it answers; none for a task of its own or a child. */
    replyTo: z.optional(id),
    /** Another model chain than the agent's, for this run alone. */
    models: z.optional(z.array(z.string())),
    parent: z.optional(z.strictObject({ runId: id, callId: id })),
    dependsOn: z.optional(z.array(id)),
    retryOf: z.optional(id),
  }),
  z.strictObject({ type: z.literal("run.started"), runId: id, worker: z.string() }),
  z.strictObject({ type: z.literal("run.paused"), runId: id, reason: z.string(), by: z.string() }),
  z.strictObject({ type: z.literal("run.resumed"), runId: id, by: z.string() }),
  z.strictObject({ type: z.literal("run.allowed"), runId: id, by: z.string(), more: limits }),
  z.strictObject({ type: z.literal("run.cancelled"), runId: id, by: z.string(), reason: z.optional(z.string()) }),
  z.strictObject({
    type: z.literal("run.finished"),
    runId: id,
    outcome,
    error: z.optional(failure),
    limit: z.optional(limitName),
  }),
] as const;

const turnEvents = [
  z.strictObject({
    type: z.literal("turn.started"),
    runId: id,
    turnId: id,
    attempt: count,
    model: z.string(),
    worker: z.string(),
  }),
  z.strictObject({
    type: z.literal("turn.completed"),
    runId: id,
    turnId: id,
    message,
    calls: z.array(call),
    usage,
    cost: z.nullable(z.number()),
    ms: z.number(),
    ttftMs: z.nullable(z.number()),
    model: z.string(),
    finishReason: z.optional(z.string()),
  }),
  z.strictObject({
    type: z.literal("turn.failed"),
    runId: id,
    turnId: id,
    error: failure,
    partial: z.string(),
    reasoning: z.optional(z.string()),
    ms: z.optional(z.number()),
    willRetryInMs: z.optional(z.number()),
    nextModel: z.optional(z.string()),
  }),
] as const;

const toolEvents = [
  z.strictObject({
    type: z.literal("tool.proposed"),
    runId: id,
    callId: id,
    tool: z.string(),
    arguments: z.unknown(),
    approval: z.optional(z.strictObject({ reason: z.string(), digest: z.string() })),
  }),
  z.strictObject({
    type: z.literal("tool.approved"),
    runId: id,
    callId: id,
    by: id,
    arguments: z.optional(z.unknown()),
  }),
  z.strictObject({ type: z.literal("tool.denied"), runId: id, callId: id, by: id, reason: z.string() }),
  z.strictObject({
    type: z.literal("tool.started"),
    runId: id,
    callId: id,
    effectId: id,
    attempt: count,
    worker: z.string(),
  }),
  z.strictObject({ type: z.literal("tool.progress"), runId: id, callId: id, value: z.unknown() }),
  z.strictObject({
    type: z.literal("tool.finished"),
    runId: id,
    callId: id,
    /** What the model reads. */
    content: z.string(),
    /** What people and programs get beside it. */
    details: z.optional(z.unknown()),
    ms: z.number(),
  }),
  z.strictObject({ type: z.literal("tool.failed"), runId: id, callId: id, error: failure, ms: z.number() }),
  z.strictObject({
    type: z.literal("question.asked"),
    runId: id,
    callId: id,
    question: z.string(),
    choices: z.optional(z.array(z.string())),
    schema: z.optional(z.record(z.string(), z.unknown())),
  }),
  z.strictObject({ type: z.literal("question.answered"), runId: id, callId: id, answer: z.unknown(), by: id }),
] as const;

const otherEvents = [
  z.strictObject({
    type: z.literal("todo.changed"),
    items: z.array(todoItem),
    by: author,
    runId: z.optional(id),
    callId: z.optional(id),
  }),
  z.strictObject({
    type: z.literal("context.compressed"),
    runId: id,
    /** Messages placed at or before this seq are told by the summary from now on. */
    upTo: count,
    summary: z.string(),
    dropped: count,
  }),
] as const;

export const sessionEvent = z.discriminatedUnion("type", [
  ...sessionEvents,
  ...messageEvents,
  ...runEvents,
  ...turnEvents,
  ...toolEvents,
  ...otherEvents,
]);
export type SessionEvent = z.infer<typeof sessionEvent>;
export type EventType = SessionEvent["type"];
export type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>;

/** An event as the log keeps it: numbered 1…n within its session, with the time and the command that caused it. */
export type Recorded<E extends SessionEvent = SessionEvent> = E & { seq: number; at: string; commandId?: string };

export const eventTypes: readonly EventType[] = sessionEvent.def.options.map(
  (option) => option.def.shape.type.def.values[0] as EventType,
);
