import { z } from "zod";
import {
  count,
  id,
  sessionStatus,
  slug,
  tags,
  title,
  todoItem,
  variables,
  whileRunning,
} from "../../../lib/core/fields.ts";
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
  .object({
    ...sessionSummary.shape,
    whileRunning,
    participants: z.array(z.string()),
    forkOf: z.object({ sessionId: id, seq: count }).nullable().describe("Where it was forked from; null for most."),
  })
  .meta({ id: "Session" });

/** With everything that the state holds but the messages, which have a list of their own. */
export const sessionInFull = z
  .object({ ...session.shape, runs: z.array(run), todo: z.array(todoItem) })
  .meta({ id: "SessionInFull" });

const settings = {
  title: z.optional(title),
  agent: z.optional(slug),
  workflow: z.optional(slug),
  tags: z.optional(tags),
  whileRunning: z.optional(whileRunning),
  variables: z.optional(variables),
  agentVersion: z
    .int()
    .nullable()
    .optional()
    .describe(
      "The version that answers here, whatever is published. `POST /api/v1/agents/{name}/try` gives one for a draft.",
    ),
  workflowVersion: z
    .int()
    .nullable()
    .optional()
    .describe("The same of the workflow. `POST /api/v1/workflows/{name}/try` gives one for a draft."),
  expiresAt: z.iso.datetime({ error: "must be a time such as 2030-01-31T12:00:00Z" }).nullable().optional(),
};

const forkOf = z
  .strictObject({ sessionId: id, seq: z.int().positive() })
  .describe("Begins with a copy of that session's events up to `seq`. Only `title` can be given beside it.");

export const newSession = z
  .strictObject({ ...settings, forkOf: forkOf.optional() })
  .check(({ value, issues }) => {
    if (!value.forkOf) return;
    for (const name of Object.keys(value).filter((each) => each !== "forkOf" && each !== "title")) {
      const message = "cannot be given with forkOf: a fork begins as its original was";
      issues.push({ code: "custom", path: [name], message, input: value });
    }
  })
  .meta({ id: "NewSession" });

export const sessionChanges = z
  .strictObject({ ...settings, status: z.optional(sessionStatus) })
  .meta({ id: "SessionChanges" });

export function viewOf(sessionId: string, state: SessionState): z.input<typeof session> {
  const { whileRunning: mode, participants, forkOf: origin } = state;
  return { ...summarizeSession(sessionId, state), whileRunning: mode, participants, forkOf: origin };
}

export function fullViewOf(sessionId: string, state: SessionState): z.input<typeof sessionInFull> {
  return { ...viewOf(sessionId, state), runs: state.runs.map(withStatus), todo: state.todo };
}
