import { lastWords } from "./path.ts";
import {
  openCalls,
  openRuns,
  type Run,
  type RunStatus,
  runStatus,
  type SessionState,
  waitsForPerson,
} from "./state.ts";

/** What lists show of a session. Written in the same transaction as the events, so it never says anything else than the log. */
export interface SessionSummary {
  id: string;
  ownerId: string;
  title: string;
  workflow: string;
  agent: string;
  tags: string[];
  status: SessionState["status"];
  expiresAt: string | null;
  openedAt: string;
  changedAt: string;
  head: number;
  messageCount: number;
  openRuns: number;
  /** Approvals and questions that wait for a person. */
  waitingForPerson: number;
  lastText: string;
}

export interface RunSummary {
  id: string;
  sessionId: string;
  ownerId: string;
  agent: string;
  agentVersion: number;
  status: RunStatus;
  open: boolean;
  priority: string;
  task: string;
  depth: number;
  parentRunId: string | null;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  model: string | null;
  turns: number;
  calls: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  cost: number | null;
  activeMs: number;
  error: string | null;
  /** What the error is called, such as `poison` for a run that was given up. */
  errorCode: string | null;
  /** The run that this one tries again. */
  retryOf: string | null;
}

/** Approvals and questions that wait for a person. */
export function waitingForPerson({ runs }: SessionState): number {
  let waiting = 0;
  for (const run of runs) if (!run.finished) waiting += openCalls(run).filter(waitsForPerson).length;
  return waiting;
}

export function summarizeSession(id: string, state: SessionState): SessionSummary {
  return {
    id,
    ownerId: state.ownerId,
    title: state.title,
    workflow: state.workflow,
    agent: state.agent,
    tags: state.tags,
    status: state.status,
    expiresAt: state.expiresAt,
    openedAt: state.openedAt,
    changedAt: state.changedAt,
    head: state.head,
    messageCount: state.messages.length,
    openRuns: openRuns(state).length,
    waitingForPerson: waitingForPerson(state),
    lastText: lastWords(state).slice(0, 200),
  };
}

export function summarizeRun(sessionId: string, ownerId: string, run: Run): RunSummary {
  return {
    id: run.id,
    sessionId,
    ownerId,
    agent: run.agent,
    agentVersion: run.agentVersion,
    status: runStatus(run),
    open: !run.finished,
    priority: run.priority,
    task: run.task.slice(0, 500),
    depth: run.depth,
    parentRunId: run.parent?.runId ?? null,
    queuedAt: run.queuedAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    model: run.turns.at(-1)?.model ?? null,
    turns: run.turns.length,
    calls: run.calls.length,
    inputTokens: run.usage.input,
    cachedTokens: run.usage.cached,
    outputTokens: run.usage.output,
    reasoningTokens: run.usage.reasoning,
    cost: run.cost,
    activeMs: run.activeMs,
    error: run.finished?.error?.message ?? null,
    errorCode: run.finished?.error?.code ?? null,
    retryOf: run.retryOf ?? null,
  };
}
