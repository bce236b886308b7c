import { z } from "zod";
import { failure, outcome, usage } from "../../../lib/core/fields.ts";
import { message } from "./message.ts";

const start = z.object({ sessionId: z.string(), messageId: z.string(), runId: z.string().nullable(), cursor: z.int() });

const complete = z.object({
  sessionId: z.string(),
  messageId: z.string(),
  runId: z.string().nullable(),
  message: message.nullable(),
  outcome,
  status: z.string().optional(),
  usage: z.nullable(usage),
  cost: z.number().nullable(),
  error: z.optional(failure),
  limit: z.string().optional(),
  cursor: z.int().optional(),
});

const tool = z.object({
  callId: z.string(),
  tool: z.string().optional(),
  status: z.enum(["requested", "approved", "denied", "running", "finished", "failed"]),
  arguments: z.unknown(),
  content: z.string().optional(),
  error: z.optional(failure),
  reason: z.string().optional(),
  by: z.string().optional(),
  ms: z.number().optional(),
});

const question = z.object({
  callId: z.string(),
  question: z.string(),
  choices: z.array(z.string()).optional(),
  schema: z.record(z.string(), z.unknown()).optional(),
});

const approval = z.object({ callId: z.string(), tool: z.string(), arguments: z.unknown(), reason: z.string() });

/** By the name after `event:` what stands after `data:`. A stream ends with `stream_complete`, after an `error` where the run failed. */
export const replyEvents = z
  .object({
    stream_start: start,
    stream_data: z.object({ content: z.string() }),
    stream_reset: z.object({
      reason: z.enum(["next_turn", "attempt_failed", "replaced"]),
      message: z.string().optional(),
    }),
    tool,
    question,
    approval,
    error: failure,
    stream_complete: complete,
  })
  .partial()
  .describe("One of these by the name after `event:`, as JSON after `data:`.")
  .meta({ id: "ReplyEvents" });
