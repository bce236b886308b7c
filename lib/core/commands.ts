import * as z from "zod/mini";
import {
  attachment,
  boardEntry,
  boardKey,
  id,
  limits,
  priority,
  rating,
  ratingReasons,
  sessionStatus,
  shortText,
  slug,
  tags,
  text,
  title,
  todoItem,
  variables,
  whileRunning,
} from "./fields.ts";
import { nodeId } from "./surface.ts";

/** What anyone may ask of a session. Imperative; refused with an `AppError`, or turned into events by `decide`. */
export const command = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("message.post"),
    content: text,
    to: z.optional(z.union([slug, z.array(slug).check(z.minLength(1), z.maxLength(20))])),
    parentId: z.optional(z.nullable(id)),
    thread: z.optional(id),
    attachments: z.optional(z.array(attachment).check(z.maxLength(20))),
    whileRunning: z.optional(whileRunning),
    priority: z.optional(priority),
    limits: z.optional(limits),
  }),
  z.strictObject({ type: z.literal("message.edit"), messageId: id, content: text }),
  z.strictObject({ type: z.literal("message.withdraw"), messageId: id }),
  /** Among those that wait: before another one, or behind all. */
  z.strictObject({ type: z.literal("message.move"), messageId: id, before: z.optional(id) }),
  z.strictObject({
    type: z.literal("turn.regenerate"),
    messageId: id,
    model: z.optional(shortText),
    agent: z.optional(slug),
  }),
  z.strictObject({
    type: z.literal("message.reroute"),
    messageId: id,
    to: z.union([slug, z.array(slug).check(z.minLength(1), z.maxLength(20))]),
    keepAsRule: z.optional(z.boolean()),
  }),
  z.strictObject({
    type: z.literal("message.rate"),
    messageId: id,
    rating,
    reasons: z.optional(ratingReasons),
    note: z.optional(shortText),
  }),
  z.strictObject({ type: z.literal("run.cancel"), runId: id, reason: z.optional(shortText) }),
  z.strictObject({ type: z.literal("run.pause"), runId: id, reason: z.optional(shortText) }),
  z.strictObject({ type: z.literal("run.resume"), runId: id }),
  z.strictObject({ type: z.literal("run.steer"), runId: id, content: text }),
  z.strictObject({ type: z.literal("run.retry"), runId: id }),
  z.strictObject({ type: z.literal("run.allow"), runId: id, more: limits }),
  z.strictObject({
    type: z.literal("task.create"),
    task: text,
    agent: z.optional(slug),
    priority: z.optional(priority),
    limits: z.optional(limits),
    dependsOn: z.optional(z.array(id).check(z.maxLength(100))),
  }),
  z.strictObject({ type: z.literal("question.answer"), callId: id, answer: z.unknown() }),
  z.strictObject({ type: z.literal("tool.approve"), callId: id, arguments: z.optional(z.unknown()) }),
  z.strictObject({ type: z.literal("tool.deny"), callId: id, reason: shortText }),
  z.strictObject({ type: z.literal("todo.change"), items: z.array(todoItem).check(z.maxLength(500)) }),
  z.strictObject({ type: z.literal("board.change"), key: boardKey, entry: z.nullable(boardEntry) }),
  z.strictObject({
    type: z.literal("surface.act"),
    surfaceId: id,
    nodeId,
    /** One that the node declares, such as `submit` of a form. */
    action: z.string().check(z.minLength(1), z.maxLength(64)),
    parameters: z.optional(z.record(z.string(), z.unknown())),
  }),
  z.strictObject({
    type: z.literal("session.change"),
    title: z.optional(title),
    workflow: z.optional(slug),
    agent: z.optional(slug),
    tags: z.optional(tags),
    whileRunning: z.optional(whileRunning),
    status: z.optional(sessionStatus),
    variables: z.optional(variables),
    /** Null: whatever is published. */
    agentVersion: z.optional(z.nullable(z.int())),
    /** The same of the workflow. */
    workflowVersion: z.optional(z.nullable(z.int())),
    expiresAt: z.optional(z.nullable(z.iso.datetime())),
  }),
  z.strictObject({ type: z.literal("session.close") }),
]);
export type Command = z.infer<typeof command>;
export type CommandOf<T extends Command["type"]> = Extract<Command, { type: T }>;
