import * as z from "zod/mini";
import {
  author,
  boardEntry,
  call,
  chunks,
  count,
  failure,
  id,
  limitName,
  limits,
  message,
  outcome,
  priority,
  rating,
  ratingReasons,
  sessionStatus,
  shortText,
  slug,
  tags,
  title,
  todoItem,
  usage,
  variables,
  whileRunning,
} from "./fields.ts";
import { surfaceEvents } from "./surface-events.ts";

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
    variables: z.optional(variables),
    /** The version of the session's agent that answers, whatever is published. */
    agentVersion: z.optional(z.int()),
    /** The same of its workflow. */
    workflowVersion: z.optional(z.int()),
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
    variables: z.optional(variables),
    agentVersion: z.optional(z.nullable(z.int())),
    workflowVersion: z.optional(z.nullable(z.int())),
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
    /** With `steer`, the run it is meant for; in its place at once, the workflow's run that had asked for it. */
    runId: z.optional(id),
    /** How the run that answers it is to be queued, where the sender said so. */
    run: z.optional(z.strictObject({ priority: z.optional(priority), limits: z.optional(limits) })),
  }),
  z.strictObject({ type: z.literal("message.edited"), messageId: id, message, to: z.optional(z.array(slug)) }),
  z.strictObject({ type: z.literal("message.withdrawn"), messageId: id, by: id }),
  /** Among those that wait: it stands before that one now, or behind all. */
  z.strictObject({ type: z.literal("message.moved"), messageId: id, before: z.optional(id), by: id }),
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
  /** A person said who should have answered. */
  z.strictObject({
    type: z.literal("message.rerouted"),
    messageId: id,
    to: z.array(slug),
    was: z.array(slug),
    by: id,
    keepAsRule: z.optional(z.boolean()),
  }),
  /** Each person has one rating of a message: this one takes the place of what `was`. */
  z.strictObject({
    type: z.literal("message.rated"),
    messageId: id,
    rating,
    was: rating,
    reasons: z.optional(ratingReasons),
    note: z.optional(shortText),
    by: id,
  }),
] as const;

const runEvents = [
  z.strictObject({
    type: z.literal("run.queued"),
    runId: id,
    agent: slug,
    /** Below zero: a draft that was tried. */
    agentVersion: z.int(),
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
    /** It goes on where this run's agent gave the conversation away. */
    after: z.optional(id),
    /** It is a workflow's: `agent` and `agentVersion` name the workflow, and no model is called for the run itself. */
    conducts: z.optional(z.literal(true)),
    /** Its answer says who is to answer this message. */
    routes: z.optional(id),
    /** It was told its task by a workflow or another agent; `task`: it knows nothing else of the conversation. */
    sees: z.optional(z.enum(["conversation", "task"])),
    /** The step of the workflow that it is. */
    node: z.optional(z.string()),
    /** JSON Schema that its answer must fit, instead of the agent's own. */
    schema: z.optional(z.record(z.string(), z.unknown())),
    /** The only tools of the agent's that it may use. */
    tools: z.optional(z.array(z.string())),
  }),
  z.strictObject({ type: z.literal("run.started"), runId: id, worker: z.string() }),
  z.strictObject({ type: z.literal("run.paused"), runId: id, reason: z.string(), by: z.string() }),
  z.strictObject({ type: z.literal("run.resumed"), runId: id, by: z.string() }),
  z.strictObject({ type: z.literal("run.allowed"), runId: id, by: z.string(), more: limits }),
  z.strictObject({ type: z.literal("run.cancelled"), runId: id, by: z.string(), reason: z.optional(z.string()) }),
  /** Here begins what is done again: what stands before it is a copy of another run, and this what was changed about it. */
  z.strictObject({
    type: z.literal("run.rerun"),
    runId: id,
    by: id,
    of: z.strictObject({ sessionId: id, runId: id, seq: count }),
    agentVersion: z.optional(z.int()),
    models: z.optional(z.array(z.string())),
    /** The call that is made again, perhaps with other arguments. */
    callId: z.optional(id),
  }),
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
    chunks: z.optional(chunks),
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
    /** Of what came before it broke off. */
    chunks: z.optional(chunks),
  }),
] as const;

const toolEvents = [
  z.strictObject({
    type: z.literal("tool.proposed"),
    runId: id,
    callId: id,
    tool: z.string(),
    arguments: z.unknown(),
    approval: z.optional(z.strictObject({ reason: z.string(), digest: z.string(), expiresAt: z.optional(z.string()) })),
  }),
  z.strictObject({
    type: z.literal("tool.approved"),
    runId: id,
    callId: id,
    by: id,
    arguments: z.optional(z.unknown()),
    /** Of the changed arguments: what the yes is bound to. */
    digest: z.optional(z.string()),
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
    /** The run has nothing to say after this call. */
    ends: z.optional(z.literal(true)),
  }),
  z.strictObject({
    type: z.literal("tool.failed"),
    runId: id,
    callId: id,
    error: failure,
    /** What people and programs get beside it. */
    details: z.optional(z.unknown()),
    ms: z.number(),
  }),
  z.strictObject({
    type: z.literal("question.asked"),
    runId: id,
    callId: id,
    question: z.string(),
    choices: z.optional(z.array(z.string())),
    schema: z.optional(z.record(z.string(), z.unknown())),
    /** Its tool asks while it runs, and goes on with the answer; null is a refusal to answer. */
    during: z.optional(z.literal("call")),
  }),
  z.strictObject({ type: z.literal("question.answered"), runId: id, callId: id, answer: z.unknown(), by: id }),
] as const;

const workflowEvents = [
  z.strictObject({
    type: z.literal("workflow.advanced"),
    runId: id,
    /** Steps that are over, and which edges they took. */
    left: z.array(
      z.strictObject({
        visit: z.string(),
        outcome: z.enum(["done", "failed", "skipped"]),
        output: z.optional(z.unknown()),
        took: z.optional(z.array(z.string())),
        reason: z.optional(z.string()),
      }),
    ),
    entered: z.array(
      z.strictObject({
        visit: z.string(),
        node: z.string(),
        from: z.optional(z.array(z.string())),
        reason: z.string(),
      }),
    ),
    /** What the entered steps ask for: agents, functions, people. */
    calls: z.array(z.strictObject({ ...call.shape, visit: z.string() })),
    /** What the workflow itself says in the conversation. */
    message: z.optional(message),
    ended: z.optional(
      z.strictObject({
        outcome: z.enum(["done", "failed"]),
        output: z.optional(z.unknown()),
        error: z.optional(failure),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("handoff.made"),
    runId: id,
    callId: id,
    from: slug,
    to: slug,
    reason: z.string(),
    task: z.string(),
    sees: z.enum(["conversation", "task"]),
  }),
  z.strictObject({
    type: z.literal("board.changed"),
    key: z.string(),
    /** None takes the entry away. */
    entry: z.nullable(boardEntry),
    by: author,
    runId: z.optional(id),
    callId: z.optional(id),
  }),
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
    /** What the summary cost; none where no model wrote it. */
    usage: z.optional(usage),
    cost: z.optional(z.nullable(z.number())),
    ms: z.optional(z.number()),
  }),
] as const;

export const sessionEvent = z.discriminatedUnion("type", [
  ...sessionEvents,
  ...messageEvents,
  ...runEvents,
  ...turnEvents,
  ...toolEvents,
  ...workflowEvents,
  ...otherEvents,
  ...surfaceEvents,
]);
export type SessionEvent = z.infer<typeof sessionEvent>;
export type EventType = SessionEvent["type"];
export type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>;

/** An event as the log keeps it: numbered 1…n within its session, with the time and the command that caused it. */
export type Recorded<E extends SessionEvent = SessionEvent> = E & { seq: number; at: string; commandId?: string };

export const eventTypes: readonly EventType[] = sessionEvent.def.options.map(
  (option) => option.def.shape.type.def.values[0] as EventType,
);
