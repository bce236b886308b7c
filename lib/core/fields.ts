import * as z from "zod/mini";

/** Fields that events, commands and REST bodies share, each with its one meaning. */

export const id = z
  .string()
  .check(z.minLength(1), z.maxLength(100), z.regex(/^[A-Za-z0-9_:-]+$/, "may hold letters, digits, _ : and -"));
export const slug = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(64),
    z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens"),
  );
export const text = z.string().check(z.minLength(1, "must not be empty"), z.maxLength(400_000));
export const shortText = z.string().check(z.minLength(1, "must not be empty"), z.maxLength(2_000));
export const title = z.string().check(z.minLength(1, "must not be empty"), z.maxLength(200));
export const tags = z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(50));
/** What stands for the `{{variables}}` of instructions. */
export const variables = z
  .record(
    z
      .string()
      .check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, "must begin with a letter and hold letters, digits, _ and -")),
    z.string().check(z.maxLength(10_000)),
  )
  .check(z.refine((values) => Object.keys(values).length <= 100, "must be at most 100"));
export const count = z.int().check(z.nonnegative());

export const priority = z.enum(["urgent", "high", "normal", "low"]);
export type Priority = z.infer<typeof priority>;

/** What a message does while a run is open. */
export const whileRunning = z.enum(["queue", "steer", "interrupt", "reject"]);
export type WhileRunning = z.infer<typeof whileRunning>;

export const sessionStatus = z.enum(["active", "paused", "completed", "expired"]);
export type SessionStatus = z.infer<typeof sessionStatus>;

export const outcome = z.enum(["done", "failed", "cancelled", "limit"]);
export type Outcome = z.infer<typeof outcome>;

export const limitName = z.enum(["turns", "tokens", "seconds", "depth", "cost"]);
export type LimitName = z.infer<typeof limitName>;

export const limits = z.strictObject({
  turns: z.optional(z.int().check(z.positive(), z.maximum(10_000))),
  tokens: z.optional(z.int().check(z.positive())),
  seconds: z.optional(z.number().check(z.positive())),
  cost: z.optional(z.number().check(z.positive())),
});
export type Limits = z.infer<typeof limits>;

export const author = z.strictObject({
  kind: z.enum(["user", "agent", "bridge", "schedule", "system"]),
  id: z.string(),
});
export type Author = z.infer<typeof author>;

export const attachment = z.strictObject({
  id,
  name: z.string().check(z.maxLength(255)),
  mediaType: z.string().check(z.maxLength(100)),
  size: count,
  /** About how many its text has; not there where it says nothing in words. */
  tokens: z.optional(count),
});
export type Attachment = z.infer<typeof attachment>;

export const part = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("reasoning"),
    text: z.string(),
    signature: z.optional(z.string()),
    ms: z.optional(z.number()),
  }),
]);
export type Part = z.infer<typeof part>;

export const message = z.strictObject({
  id,
  content: z.string(),
  author,
  parts: z.optional(z.array(part)),
  attachments: z.optional(z.array(attachment)),
});
export type MessageContent = z.infer<typeof message>;

export const call = z.strictObject({
  callId: id,
  tool: z.string(),
  arguments: z.unknown(),
  providerData: z.optional(z.record(z.string(), z.unknown())),
});

export const usage = z.strictObject({
  input: z.number(),
  cached: z.number(),
  output: z.number(),
  reasoning: z.number(),
});

/**
 * How an answer came in, counted over stretches of time of the same length, from its first piece on. However long it is,
 * there are no more than a few dozen stretches.
 */
export const chunks = z.strictObject({
  count,
  /** From when the model was asked to the first piece. */
  firstMs: z.number(),
  /** How long each stretch is. */
  everyMs: z.number(),
  /** The pieces that came in each stretch, and how many characters they had. */
  pieces: z.array(count),
  characters: z.array(count),
  /** The longest time without a piece, up to the end, and when it began, counted from the first piece. */
  pauseMs: z.number(),
  pauseAtMs: z.number(),
});
export type Chunks = z.infer<typeof chunks>;

export const failure = z.strictObject({ code: z.string(), message: z.string() });
export type Failure = z.infer<typeof failure>;

/** What a person thinks of an answer; null: nothing any more. */
export const rating = z.nullable(z.enum(["up", "down"]));
/** Why, in a word: `wrong`, `incomplete`, `off-topic`, `slow`, `tone`, or others. */
export const ratingReasons = z.array(slug).check(z.maxLength(10));

export const todoItem = z.strictObject({
  id,
  title: z.string().check(z.minLength(1), z.maxLength(500)),
  status: z.enum(["pending", "in_progress", "completed", "cancelled", "blocked", "deferred"]),
  priority: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
  category: z.optional(z.string().check(z.maxLength(64))),
  dependsOn: z.optional(z.array(id)),
  parent: z.optional(id),
  due: z.optional(z.string().check(z.maxLength(40))),
  progress: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
  assignee: z.optional(z.string().check(z.maxLength(64))),
  estimatedHours: z.optional(z.number().check(z.nonnegative())),
  actualHours: z.optional(z.number().check(z.nonnegative())),
  tags: z.optional(tags),
  notes: z.optional(z.string().check(z.maxLength(4_000))),
});
export type TodoItem = z.infer<typeof todoItem>;

/** One thing on the board that the agents of a session share. */
export const boardEntry = z.strictObject({
  kind: z.enum(["note", "plan", "data", "important"]),
  value: z.unknown(),
});
export type BoardEntry = z.infer<typeof boardEntry>;
export const boardKey = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(100),
    z.regex(/^[\p{L}\p{N} ._-]+$/u, "may hold letters, digits, spaces and . _ -"),
  );
