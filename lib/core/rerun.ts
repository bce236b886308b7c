import { agentOf } from "./agent-of.ts";
import { AppError } from "./errors.ts";
import type { EventOf, Recorded, SessionEvent } from "./events.ts";
import { copyOf, endings, type Fork, type Rename, renamer } from "./fork.ts";
import { judgeCalls } from "./judge-calls.ts";
import { messagesAround } from "./path.ts";
import { fold } from "./reduce.ts";
import { settle } from "./settle.ts";
import {
  childrenOf,
  findCall,
  findMessage,
  findRun,
  openRuns,
  openTurn,
  type Run,
  type SessionState,
} from "./state.ts";
import type { Given } from "./world.ts";

/** Which run, from where, and what is to be different this time. */
export interface Rerun {
  runId: string;
  /** A turn or a call of it; none: from its start. */
  from?: { turnId: string } | { callId: string };
  /** None: the one that the run had. */
  agentVersion?: number;
  /** Another chain than the run had. */
  models?: string[];
  /** From its start: what it is asked instead. */
  content?: string;
  /** From a call: what it is called with instead. */
  arguments?: unknown;
}

export interface RerunFork extends Fork {
  runId: string;
}

/**
 * A session of its own in which a run goes on from one of its steps: the log up to there, and then what is done again.
 * What tools have answered before the step stays as it was answered, also to calls that were made beside the one that
 * is made again; so nothing outside happens twice by itself.
 */
export function rerun(
  events: readonly Recorded[],
  sessionId: string,
  wanted: Rerun,
  title: string | undefined,
  given: Given,
): RerunFork {
  const original = fold(events);
  const run = findRun(original, wanted.runId);
  if (!run) throw new AppError("not_found", `There is no run ${wanted.runId} in this session.`);
  requireFitting(wanted);
  const cut = cutFor(events, original, run, wanted);
  const of = { sessionId, runId: run.id, seq: cut.seq };
  const rename = renamer(given);
  const before = events.filter((event) => event.seq <= cut.seq);
  const beside = events.filter((event) => event.seq > cut.seq && cut.keeps(event));
  const kept = renumber([...before, ...answeringWhatIsThere(fold(before), beside)]);
  const copied = copyOf(kept, { sessionId, seq: cut.seq }, title, given, rename);
  const runId = rename(run.id, "runId") as string;
  const again: SessionEvent = {
    type: "run.rerun",
    runId,
    by: given.by,
    of,
    ...(wanted.agentVersion !== undefined && { agentVersion: wanted.agentVersion }),
    ...(wanted.models && { models: wanted.models }),
    ...(cut.callId && { callId: rename(cut.callId, "callId") as string }),
  };
  const begun = cut.queued ? askedAgain(copied, cut.queued, wanted, original, rename, given) : { copied, queued: [] };
  const state = fold(begun.copied);
  const topId = topOf(original, run, rename);
  const parentCall = cut.queued?.parent && (rename(cut.queued.parent.callId, "callId") as string);
  const beginning = [...restEnds(state, topId, parentCall, given), ...begun.queued, again];
  const calls = cut.callId ? callAgain(state, beginning, rename(cut.callId, "callId") as string, wanted, given) : [];
  const settled = settle(state, [...beginning, ...calls, ...goesOn(state, topId, given)], given);
  if (findRun(settled.state, runId)?.cancelled)
    throw new AppError("conflict", "The run was being stopped at this step. Choose one before it.");
  return { state: settled.state, events: [...begun.copied, ...settled.events], runId };
}

function requireFitting({ from, content, arguments: args }: Rerun): void {
  if (content !== undefined && from)
    throw new AppError("invalid", "What a run is asked can be changed where it begins, not at one of its steps.");
  if (args !== undefined && !(from && "callId" in from))
    throw new AppError("invalid", "Arguments belong to a call: name the call that is to be made again.");
}

interface Cut {
  /** Everything up to this event stays. */
  seq: number;
  /** And this, of what stands behind it. */
  keeps: (event: Recorded) => boolean;
  /** From the start: how the run was queued. */
  queued?: EventOf<"run.queued">;
  /** The call that is made again. */
  callId?: string;
}

const nothing = () => false;

function cutFor(events: readonly Recorded[], original: SessionState, run: Run, { from }: Rerun): Cut {
  if (!from) {
    const queued = events.find((event) => event.type === "run.queued" && event.runId === run.id);
    if (queued?.type !== "run.queued") throw new AppError("not_found", `There is no beginning of run ${run.id}.`);
    const { seq, at: _at, commandId: _commandId, ...fact } = queued;
    return { seq: seq - 1, keeps: nothing, queued: fact };
  }
  if ("turnId" in from) {
    const started = events.find((event) => event.type === "turn.started" && event.turnId === from.turnId);
    if (started?.type !== "turn.started" || started.runId !== run.id)
      throw new AppError("not_found", `Run ${run.id} has no turn ${from.turnId}.`);
    return { seq: started.seq - 1, keeps: nothing };
  }
  const { callId } = from;
  const made = events.find(
    (event) =>
      (event.type === "turn.completed" || event.type === "workflow.advanced") &&
      event.runId === run.id &&
      event.calls.some((call) => call.callId === callId),
  );
  if (made?.type !== "turn.completed" && made?.type !== "workflow.advanced")
    throw new AppError("not_found", `Run ${run.id} has no call ${callId}.`);
  const beside = new Set(made.calls.map((call) => call.callId).filter((id) => id !== callId));
  const workers = descendants(original, (parent) => parent.runId === run.id && beside.has(parent.callId));
  const belongs = (event: Recorded): boolean => {
    if ("callId" in event && event.callId !== undefined && beside.has(event.callId)) return true;
    // Calls beside it may have waited until the run went on.
    if (event.type === "run.paused" || event.type === "run.resumed") return event.runId === run.id;
    return "runId" in event && event.runId !== undefined && workers.has(event.runId);
  };
  /** What a call beside it changed is kept where what it changed is. */
  const keeps = (event: Recorded): boolean => {
    if (event.type !== "surface.changed" || !belongs(event)) return belongs(event);
    const shown = events.find((each) => each.type === "surface.shown" && each.surfaceId === event.surfaceId);
    return shown !== undefined && (shown.seq <= made.seq || belongs(shown));
  };
  return { seq: made.seq, keeps, callId };
}

/** The runs below these calls. A child is always queued after its parent. */
function descendants(state: SessionState, isOne: (parent: { runId: string; callId: string }) => boolean): Set<string> {
  const found = new Set<string>();
  for (const { id, parent } of state.runs) if (parent && (found.has(parent.runId) || isOne(parent))) found.add(id);
  return found;
}

/** What is kept may have answered words that others said meanwhile and that are left out: it answers what stood before them. */
function answeringWhatIsThere(from: SessionState, events: readonly Recorded[]): Recorded[] {
  let state = from;
  return events.map((event): Recorded => {
    let told = event;
    if (event.type === "run.queued" && event.replyTo) {
      const message = findMessage(state, event.replyTo);
      const parent = event.parent && findRun(state, event.parent.runId);
      if ((!message || message.status === "waiting") && parent) {
        const { replyTo: _leftOut, ...rest } = event;
        const instead = messagesAround(state, parent).at(-1)?.id ?? parent.replyTo;
        told = { ...rest, ...(instead && { replyTo: instead }) };
      }
    }
    state = fold([told], state);
    return told;
  });
}

/** Numbers without gaps; what names an event by its number names the same one afterwards. */
function renumber(events: readonly Recorded[]): Recorded[] {
  const seqs = new Map(events.map(({ seq }, index) => [seq, index + 1]));
  return events.map((event, index): Recorded => {
    const seq = index + 1;
    if (event.type !== "context.compressed") return { ...event, seq };
    return { ...event, seq, upTo: seqs.get(event.upTo) ?? event.upTo };
  });
}

/** The run as it was queued, but for what is different; where the question is, as another version of it beside the first. */
function askedAgain(
  copied: readonly Recorded[],
  original: EventOf<"run.queued">,
  { content, agentVersion, models }: Rerun,
  before: SessionState,
  rename: Rename,
  given: Given,
): { copied: Recorded[]; queued: SessionEvent[] } {
  const queued: EventOf<"run.queued"> = {
    ...(rename(original) as EventOf<"run.queued">),
    ...(agentVersion !== undefined && { agentVersion }),
    ...(models && { models }),
  };
  if (content === undefined) return { copied: [...copied], queued: [queued] };
  const asked = { ...queued, task: content };
  if (!original.replyTo || original.parent || original.after) return { copied: [...copied], queued: [asked] };
  const question = findMessage(before, original.replyTo);
  if (question?.author.kind !== "user")
    throw new AppError("conflict", "This run answers no person's message, so there is none to change.");
  const message = {
    id: given.newId("message"),
    content,
    author: question.author,
    ...(question.attachments && { attachments: question.attachments }),
  };
  const routed = copied.findLast((event) => event.type === "message.routed" && event.messageId === queued.replyTo);
  const edits: SessionEvent[] = [{ type: "message.edited", messageId: queued.replyTo as string, message }];
  if (routed?.type === "message.routed") {
    const { seq: _seq, at: _at, ...fact } = routed;
    edits.push({ ...fact, messageId: message.id, to: [queued.agent] } as SessionEvent);
  }
  const numbered = edits.map((event, index): Recorded => ({ ...event, seq: copied.length + index + 1, at: given.at }));
  return { copied: [...copied, ...numbered], queued: [{ ...asked, replyTo: message.id }] };
}

/** Of the run, or of whom it works for. */
function topOf(original: SessionState, run: Run, rename: Rename): string {
  let top = run;
  while (top.parent) {
    const above = findRun(original, top.parent.runId);
    if (!above) break;
    top = above;
  }
  return rename(top.id, "runId") as string;
}

/** Whoever works for the same, the run among them. */
function familyOf(state: SessionState, topId: string): Run[] {
  const family = descendants(state, ({ runId }) => runId === topId).add(topId);
  return openRuns(state).filter((run) => family.has(run.id) && !run.cancelled);
}

/** Last of all: calls that are judged already begin with it. */
function goesOn(state: SessionState, topId: string, { by }: Given): SessionEvent[] {
  return familyOf(state, topId)
    .filter((run) => run.paused)
    .map(({ id }) => ({ type: "run.resumed", runId: id, by }));
}

/**
 * Whoever works for the same goes on with the run; all others end. What was under way among them is not done again by
 * itself: a call whose outcome is unknown fails, and its agent reads why.
 */
function restEnds(state: SessionState, topId: string, answered: string | undefined, given: Given): SessionEvent[] {
  const open = openRuns(state);
  const stays = familyOf(state, topId);
  const error = { code: "interrupted", message: "The session was forked while this was under way." };
  return [
    ...endings(
      state,
      open.filter((run) => !stays.includes(run)),
      given,
    ),
    ...stays.flatMap((run): SessionEvent[] => {
      const turn = openTurn(run);
      const working = new Set(childrenOf(state, run.id).map((child) => child.parent?.callId));
      const lost = run.calls.filter(
        ({ callId, status }) => status === "running" && callId !== answered && !working.has(callId),
      );
      return [
        ...(turn ? [{ type: "turn.failed" as const, runId: run.id, turnId: turn.id, error, partial: "" }] : []),
        ...lost.map(({ callId }): SessionEvent => ({ type: "tool.failed", runId: run.id, callId, error, ms: 0 })),
      ];
    }),
  ];
}

/** Asked for anew, so that a person's yes to the first time does not count for this one. */
function callAgain(
  state: SessionState,
  beginning: readonly SessionEvent[],
  callId: string,
  wanted: Rerun,
  given: Given,
): SessionEvent[] {
  const known = fold(
    beginning.map((event, index): Recorded => ({ ...event, seq: state.head + index + 1, at: given.at })),
    state,
  );
  const found = findCall(known, callId);
  if (!found) throw new AppError("not_found", "There is no such call.");
  if (!agentOf(given.world, found.run))
    throw new AppError("conflict", `Version ${found.run.agentVersion} of "${found.run.agent}" is gone.`);
  const call = { ...found.call, ...(wanted.arguments !== undefined && { arguments: wanted.arguments }) };
  return judgeCalls(known, found.run, [call], given);
}
