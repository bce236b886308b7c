import { z } from "zod";
import { count, id, sessionStatus, slug, tags, title, todoItem, whileRunning } from "../../../lib/core/fields.ts";
import type { SessionState } from "../../../lib/core/state.ts";
import { type SessionSummary, summarizeSession } from "../../../lib/core/summary.ts";
import { run, withStatus } from "./run.ts";

export const sessionSummary = z
  .object({
    id,
    ownerId: z.string(),
    title: z.string(),
    workflow: z.string(),
    agent: z.string(),
    tags: z.array(z.string()),
    status: sessionStatus,
    expiresAt: z.string().nullable(),
    openedAt: z.string(),
    changedAt: z.string(),
    head: count,
    messageCount: count,
    openRuns: count,
    waitingForPerson: count,
    lastText: z.string(),
  })
  .meta({ id: "SessionSummary" }) satisfies z.ZodType<SessionSummary>;

export const session = z
  .object({ ...sessionSummary.shape, whileRunning, participants: z.array(z.string()) })
  .meta({ id: "Session" });

/** With everything that the state holds but the messages, which have a list of their own. */
export const sessionInFull = z
  .object({ ...session.shape, runs: z.array(run), todo: z.array(todoItem) })
  .meta({ id: "SessionInFull" });

export const newSession = z
  .strictObject({
    title: z.optional(title),
    agent: z.optional(slug),
    workflow: z.optional(slug),
    tags: z.optional(tags),
    whileRunning: z.optional(whileRunning),
    expiresAt: z.iso.datetime({ error: "must be a time such as 2030-01-31T12:00:00Z" }).nullable().optional(),
  })
  .meta({ id: "NewSession" });

export const sessionChanges = z
  .strictObject({ ...newSession.shape, status: z.optional(sessionStatus) })
  .meta({ id: "SessionChanges" });

export function viewOf(sessionId: string, state: SessionState): z.input<typeof session> {
  const { whileRunning: mode, participants } = state;
  return { ...summarizeSession(sessionId, state), whileRunning: mode, participants };
}

export function fullViewOf(sessionId: string, state: SessionState): z.input<typeof sessionInFull> {
  return { ...viewOf(sessionId, state), runs: state.runs.map(withStatus), todo: state.todo };
}
