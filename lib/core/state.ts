import type { AgentLimits } from "./agent.ts";
import type {
  Attachment,
  Author,
  BoardEntry,
  Failure,
  LimitName,
  Limits,
  Outcome,
  Part,
  Priority,
  SessionStatus,
  TodoItem,
  WhileRunning,
} from "./fields.ts";
import type { ModelCall, Usage } from "./model.ts";
import type { ShownSurface } from "./surface.ts";

/** A session as its events tell it. Plain JSON: it is what `join` answers, and what snapshots keep. */
export interface SessionState {
  /** The seq of the last event folded in; 0 before the first. */
  head: number;
  title: string;
  ownerId: string;
  workflow: string;
  agent: string;
  tags: string[];
  participants: string[];
  whileRunning: WhileRunning;
  /** For the agents' instructions. */
  variables?: Record<string, string>;
  /** The version of `agent` that answers here, whatever is published; below zero a draft that is tried. */
  agentVersion?: number | null;
  /** The same of `workflow`. */
  workflowVersion?: number | null;
  status: SessionStatus;
  expiresAt: string | null;
  forkOf: { sessionId: string; seq: number } | null;
  openedAt: string;
  changedAt: string;
  /** All messages of all branches, in the order in which they took their place; waiting ones among them. */
  messages: Message[];
  /** The last message of the branch in view. */
  leafId: string | null;
  runs: Run[];
  todo: TodoItem[];
  /** What its agents keep for each other, in the order in which it was first written. */
  board: BoardItem[];
  /** In the order in which they were shown. */
  surfaces: ShownSurface[];
  /** The summary that stands for the oldest messages, if the context was compressed. */
  compressed: Compressed | null;
}

/** Tells the messages of its branch up to the one with the seq `upTo`; a branch without that message knows nothing of it. */
export interface Compressed {
  upTo: number;
  summary: string;
  dropped: number;
}

export interface BoardItem extends BoardEntry {
  key: string;
  by: Author;
  at: string;
}

export type MessageStatus = "placed" | "waiting" | "withdrawn";

export interface Message {
  id: string;
  /** The event that gave it its place; while it waits, that of its place among those that wait. */
  seq: number;
  at: string;
  author: Author;
  content: string;
  parts?: Part[];
  attachments?: Attachment[];
  parentId: string | null;
  to?: string[];
  thread?: string;
  status: MessageStatus;
  /** While it waits: for what. Kept afterwards with `delivered` as the receipt. */
  whileRunning?: WhileRunning;
  delivered?: "queued" | "steered";
  /** The run that a steering message is meant for, or the run and turn that wrote an agent's message. */
  runId?: string;
  turnId?: string;
  run?: { priority?: Priority; limits?: Limits };
  routed?: {
    to: string[];
    by: string;
    confidence: number;
    reason: string;
    candidates?: { agent: string; score: number; hits: string[] }[];
    /** Who had been found, before a person said otherwise. */
    was?: string[];
  };
  /** What people think of it, one of each person. */
  ratings?: Rating[];
  /** The agent was stopped in the middle of this message: by a person, or because its time was up. */
  stopped?: true;
  tokens: number;
}

export interface Rating {
  by: string;
  rating: "up" | "down";
  reasons?: string[];
  note?: string;
}

export interface Run {
  id: string;
  agent: string;
  agentVersion: number;
  task: string;
  depth: number;
  priority: Priority;
  /** Only what was said for this run; the agent's own limits hold otherwise. */
  limits: Limits;
  allowed: Limits;
  replyTo?: string;
  models?: string[];
  parent?: { runId: string; callId: string };
  dependsOn?: string[];
  retryOf?: string;
  /** It does another run again, from behind that event of the other's session. */
  rerunOf?: { sessionId: string; runId: string; seq: number };
  after?: string;
  routes?: string;
  sees?: "conversation" | "task";
  node?: string;
  schema?: Record<string, unknown>;
  tools?: string[];
  /** Where it stands, if it is a workflow's. */
  flow?: Flow;
  /** Its agent gave the conversation to another. */
  handoff?: { to: string; reason: string; task: string; sees: "conversation" | "task" };
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  paused: { reason: string; by: string } | null;
  cancelled: { by: string; reason?: string } | null;
  finished: { outcome: Outcome; error?: Failure; limit?: LimitName } | null;
  turns: Turn[];
  calls: Call[];
  usage: Usage;
  /** Sum over priced turns; null while no turn had a price. */
  cost: number | null;
  /** Time at work, without waiting for people: measured by workers, so a jumping clock does not matter. */
  activeMs: number;
  /** As in the session's state, for a transcript of its own. */
  compressed: Compressed | null;
  /** Number of calls when a person last let it go on: the loop guard looks at later ones only. */
  guardFrom: number;
}

/** How far a workflow's run has come: every step that was entered, in order. */
export interface Flow {
  visits: Visit[];
  ended: { outcome: "done" | "failed"; output?: unknown; error?: Failure } | null;
}

/** One time that a step was entered. */
export interface Visit {
  /** The node's name and how often it was entered. */
  id: string;
  node: string;
  from: string[];
  reason: string;
  status: "open" | "done" | "failed" | "skipped";
  output?: unknown;
  /** The edges that it left by. */
  took: string[];
  at: string;
  leftAt?: string;
  /** Why it ended as it did. */
  leftBecause?: string;
}

export interface Turn {
  id: string;
  attempt: number;
  model: string;
  /** The process that called the model. */
  worker: string;
  startedAt: string;
  status: "open" | "completed" | "failed";
  messageId?: string;
  callIds: string[];
  error?: Failure;
  partial?: string;
  reasoning?: string;
  willRetryInMs?: number;
  nextModel?: string;
  usage?: Usage;
  cost?: number | null;
  ms?: number;
  ttftMs?: number | null;
}

export type CallStatus =
  | "requested"
  | "awaiting-approval"
  | "approved"
  | "awaiting-answer"
  | "running"
  | "finished"
  | "failed"
  | "denied";

export interface Call extends ModelCall {
  turnId: string;
  status: CallStatus;
  approval?: { reason: string; digest: string; expiresAt?: string };
  approvedBy?: string;
  /** The model's own arguments, where a person changed them. */
  proposedArguments?: unknown;
  question?: Question;
  answer?: unknown;
  /** What its tool asked while it ran. */
  asked?: AskedMeanwhile[];
  effectId?: string;
  worker?: string;
  attempt?: number;
  startedAt?: string;
  progress?: unknown;
  /** What the model reads. */
  content?: string;
  details?: unknown;
  error?: Failure;
  ms?: number;
  /** Nothing is said after it. */
  ends?: true;
  /** The step of the workflow that asked for it. */
  visit?: string;
  /** Of the arguments and of what the model reads as the result. */
  tokens: number;
}

export interface Question {
  question: string;
  choices?: string[];
  schema?: Record<string, unknown>;
}

/** Open while it has no answer. */
export interface AskedMeanwhile extends Question {
  answer?: unknown;
}

export const nothingYet: SessionState = {
  head: 0,
  title: "",
  ownerId: "",
  workflow: "solo",
  agent: "general",
  tags: [],
  participants: [],
  whileRunning: "queue",
  status: "active",
  expiresAt: null,
  forkOf: null,
  openedAt: "",
  changedAt: "",
  messages: [],
  leafId: null,
  runs: [],
  todo: [],
  board: [],
  surfaces: [],
  compressed: null,
};

export const closedCalls: ReadonlySet<CallStatus> = new Set(["finished", "failed", "denied"]);

export function findRun(state: SessionState, runId: string): Run | undefined {
  return state.runs.findLast((run) => run.id === runId);
}

export function findMessage(state: SessionState, messageId: string): Message | undefined {
  return state.messages.findLast((message) => message.id === messageId);
}

export function findCall(state: SessionState, callId: string): { run: Run; call: Call } | undefined {
  for (let index = state.runs.length - 1; index >= 0; index--) {
    const run = state.runs[index] as Run;
    const call = run.calls.findLast((each) => each.callId === callId);
    if (call) return { run, call };
  }
  return undefined;
}

export function findSurface(state: SessionState, surfaceId: string): ShownSurface | undefined {
  return state.surfaces.findLast((surface) => surface.id === surfaceId);
}

export function openRuns(state: SessionState): Run[] {
  return state.runs.filter((run) => !run.finished);
}

/** A run that answers a message of the conversation; children and tasks have a transcript of their own. */
export function inConversation(run: Run): boolean {
  return run.replyTo !== undefined;
}

/** It knows only what it was told and what it did itself. */
export function hasOwnTranscript(run: Run): boolean {
  return !inConversation(run) || run.sees === "task";
}

/** Who answers in the conversation now, or finds out who is to. */
export function openReplies(state: SessionState): Run[] {
  return state.runs.filter((run) => !run.finished && (inConversation(run) || run.routes !== undefined));
}

export function childrenOf(state: SessionState, runId: string): Run[] {
  return state.runs.filter((run) => run.parent?.runId === runId);
}

export function openTurn(run: Run): Turn | undefined {
  const last = run.turns.at(-1);
  return last?.status === "open" ? last : undefined;
}

/** Only the last turn that made calls can have open ones: no turn starts before all of them have ended. */
export function openCalls(run: Run): Call[] {
  const { calls } = run;
  const lastTurn = calls.at(-1)?.turnId;
  let first = calls.length;
  while (first > 0 && calls[first - 1]?.turnId === lastTurn) first--;
  return calls.slice(first).filter((call) => !closedCalls.has(call.status));
}

/** Messages that wait for the open run, in the order in which they came or were put. */
export function waitingMessages(state: SessionState): Message[] {
  return state.messages.filter((message) => message.status === "waiting");
}

export type RunStatus = "queued" | "running" | "waiting" | "paused" | "cancelling" | Outcome;

export function runStatus(run: Run): RunStatus {
  if (run.finished) return run.finished.outcome;
  if (run.cancelled) return "cancelling";
  if (run.paused) return "paused";
  if (!run.startedAt) return "queued";
  const open = openTurn(run) ? [] : openCalls(run);
  // Others may still be at work while one waits; the run waits when none is.
  if (open.some(waitsForPerson)) return open.some(isAtWork) ? "running" : "waiting";
  return "running";
}

export function waitsForPerson(call: Call): boolean {
  return call.status === "awaiting-approval" || openQuestion(call) !== undefined;
}

/** What a person is asked now: the call is a question, or its tool asks while it runs. */
export function openQuestion(call: Call): Question | undefined {
  if (call.status === "awaiting-answer") return call.question;
  const last = call.status === "running" ? call.asked?.at(-1) : undefined;
  return last && last.answer === undefined ? last : undefined;
}

function isAtWork(call: Call): boolean {
  return !waitsForPerson(call) && ["running", "approved", "requested"].includes(call.status);
}

/** What the run may use in all: the agent's limits, what was said for this run, and what was allowed since. */
export function effectiveLimits(own: AgentLimits, run: Run): AgentLimits {
  const cost = run.limits.cost ?? own.cost;
  return {
    ...own,
    turns: (run.limits.turns ?? own.turns) + (run.allowed.turns ?? 0),
    tokens: (run.limits.tokens ?? own.tokens) + (run.allowed.tokens ?? 0),
    seconds: (run.limits.seconds ?? own.seconds) + (run.allowed.seconds ?? 0),
    ...(cost === undefined ? {} : { cost: cost + (run.allowed.cost ?? 0) }),
  };
}
