import { z } from "zod";
import {
  attachment,
  failure,
  id,
  limits,
  outcome,
  priority,
  slug,
  text,
  title,
  usage,
  whileRunning,
} from "../../../lib/core/fields.ts";
import { message } from "./message.ts";

const longestWaitMs = 300_000;
const usualWaitMs = 60_000;

const addressees = z.union([slug, z.array(slug).min(1).max(20)], {
  error: "must be an agent's name or a list of names",
});

/** How long the caller wants to wait for the answer, in milliseconds. */
const wait = z
  .union([z.boolean(), z.int().nonnegative()], { error: "must be true, false or a number of milliseconds" })
  .transform((wanted) => (typeof wanted === "boolean" ? (wanted ? usualWaitMs : 0) : Math.min(wanted, longestWaitMs)))
  .describe("Wait for the answer: true means up to 60 seconds, a number up to so many milliseconds (at most 300000).");

const common = {
  content: text,
  to: addressees.optional().describe("Who is to answer, where it is not the session's own agent."),
  attachments: z.array(attachment).max(20).optional().describe("Files that were sent before and are `ready`."),
  priority: z.optional(priority),
  whileRunning: z.optional(whileRunning),
  limits: z.optional(limits),
};

export const postInSession = z.strictObject({ ...common, wait: wait.optional() }).meta({ id: "PostInSession" });

export const post = z
  .strictObject({
    sessionId: z.optional(id),
    ...common,
    agent: z.optional(slug).describe("The new session's agent; in a session that is there, the same as `to`."),
    workflow: z
      .optional(slug)
      .describe("How agents take turns in the new session; `solo`, the usual one, is one agent."),
    title: z.optional(title),
    wait: wait.optional(),
  })
  .meta({ id: "Post" });

export const postForStream = post.omit({ wait: true }).meta({ id: "PostForStream" });

export type Post = Omit<z.output<typeof post>, "wait">;

export const posted = z
  .object({
    sessionId: id,
    messageId: id,
    runId: z.string().nullable().describe("Null while it waits behind another run."),
    cursor: z.int().describe("The log's head: the place from which to follow the session."),
    status: z
      .string()
      .describe("The run's; `undelivered` while there is none, because the message waits behind another run."),
  })
  .meta({ id: "Posted" });

export const answered = z
  .object({
    ...posted.shape,
    reply: message.nullable().describe("The agent's last words; null where it had none."),
    outcome,
    usage,
    cost: z.number().nullable(),
    error: z.optional(failure),
    limit: z.string().optional(),
  })
  .meta({ id: "Answered" });
