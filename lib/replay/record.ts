import type { Agent } from "../core/agent.ts";
import { canonical } from "../core/canonical.ts";
import { contextFor } from "../core/context.ts";
import { AppError } from "../core/errors.ts";
import type { Recorded } from "../core/events.ts";
import type { ToolSpec } from "../core/model.ts";
import { fold, reduce } from "../core/reduce.ts";
import { type Call, findRun, nothingYet, type Run, type SessionState } from "../core/state.ts";
import { type Act, actsOf } from "./acts.ts";
import { askedIn } from "./asked.ts";
import type { Cassette, DefinitionEntry, ReadMessage, TapedPerson, TapedResult, TapedTurn } from "./cassette.ts";

/** What is known of those who worked on it, beside the log. */
export interface Cast {
  agent(run: Run): Agent | null;
  tools(state: SessionState, run: Run, agent: Agent): ToolSpec[];
  definitions: DefinitionEntry[];
  foreignTools: Cassette["tools"];
}

interface Label {
  sessionId: string;
  runId: string;
  title: string;
  at: string;
}

/** Makes a cassette of a run that is over. Throws a sentence where it cannot be played again. */
export function record(log: readonly Recorded[], { sessionId, runId, title, at }: Label, cast: Cast): Cassette {
  const events = log.map(withoutFiles);
  const state = fold(events);
  const run = findRun(state, runId);
  if (!run) throw new AppError("not_found", `There is no run ${runId}.`);
  const runs = familyOf(state, runId);
  requirePlayable(events, run, runs);
  const queued = events.findIndex((event) => event.type === "run.queued" && event.runId === runId);
  const acts = actsOf(state, runId);
  const calls = state.runs.filter(({ id }) => runs.has(id)).flatMap((each) => each.calls);
  return {
    format: "troupe.cassette",
    version: 1,
    title,
    recordedAt: at,
    runId,
    sessionId,
    definitions: cast.definitions,
    tools: cast.foreignTools,
    events: events.slice(0, queued + 1).map(({ commandId: _commandId, ...event }) => event as Recorded),
    ...turnsOf(events, acts, runs, cast),
    results: calls.flatMap(resultOf),
    people: calls.flatMap(personFor),
    acts,
  };
}

/** It, those that worked for it, and those that it gave the conversation to. */
export function familyOf(state: SessionState, runId: string): Set<string> {
  const family = new Set([runId]);
  for (const { id, parent, after } of state.runs)
    if ((parent && family.has(parent.runId)) || (after && family.has(after))) family.add(id);
  return family;
}

function requirePlayable(events: readonly Recorded[], run: Run, runs: ReadonlySet<string>): void {
  const refuse = (why: string) => {
    throw new AppError("conflict", `A cassette cannot be made of this run: ${why}`);
  };
  if (!run.finished) refuse("it is not over.");
  if (run.parent || run.after) refuse("it is a part of another run. Take that one.");
  for (const [index, event] of events.entries()) {
    if (!("runId" in event) || event.runId === undefined || !runs.has(event.runId)) continue;
    if (event.type === "run.cancelled" && event.runId === run.id) refuse("it was stopped.");
    if (event.type === "run.rerun" && events[index - 1]?.type !== "run.queued")
      refuse("it is a rerun from one of its steps. Run it again from its start first.");
    if (event.type === "context.compressed") refuse("its context was compressed on the way.");
    if (event.type === "message.delivered") refuse("somebody steered it.");
  }
}

/** Files are read anew each time, and stay at home. */
function withoutFiles(event: Recorded): Recorded {
  if (event.type !== "message.posted" && event.type !== "message.edited") return event;
  const { attachments: _attachments, ...message } = event.message;
  return { ...event, message };
}

function turnsOf(
  events: readonly Recorded[],
  acts: readonly Act[],
  runs: ReadonlySet<string>,
  cast: Cast,
): Pick<Cassette, "messages" | "turns"> {
  const pool = new Map<string, number>();
  const messages: ReadMessage[] = [];
  const place = (message: ReadMessage): number => {
    const key = canonical(message);
    const known = pool.get(key) ?? messages.push(message) - 1;
    pool.set(key, known);
    return known;
  };
  const asked = new Map<string, Omit<TapedTurn, "act" | "answer">>();
  const turns: TapedTurn[] = [];
  let state = nothingYet;
  for (const event of events) {
    state = reduce(state, event);
    if (event.type === "turn.started" && runs.has(event.runId)) {
      const run = findRun(state, event.runId) as Run;
      const agent = cast.agent(run);
      if (!agent) throw new AppError("conflict", `Version ${run.agentVersion} of "${run.agent}" is gone.`);
      const request = {
        messages: contextFor(state, run, agent),
        tools: cast.tools(state, run, agent),
        ...(agent.sampling && { sampling: agent.sampling }),
        ...((run.schema ?? agent.outputSchema) && {
          responseSchema: { name: "answer", schema: run.schema ?? agent.outputSchema ?? {} },
        }),
      };
      const read = askedIn(request);
      asked.set(event.turnId, {
        agent: run.agent,
        reads: read.messages.map(place),
        tools: read.tools,
        settings: read.settings,
      });
    }
    const answer = answerIn(event);
    const question = answer && "turnId" in event ? asked.get(event.turnId) : undefined;
    const act = "turnId" in event ? acts.findIndex(({ id }) => id === event.turnId) : -1;
    if (answer && question && act >= 0) turns.push({ act, ...question, answer });
  }
  return { messages, turns };
}

function answerIn(event: Recorded): TapedTurn["answer"] | null {
  if (event.type === "turn.failed") return { error: event.error, model: "cassette/unknown" };
  if (event.type !== "turn.completed") return null;
  const { message, calls, usage, cost, model } = event;
  const reasoning = message.parts?.find((part) => part.type === "reasoning")?.text;
  return {
    text: message.content,
    ...(reasoning && { reasoning }),
    calls: calls.map(({ tool, arguments: given }) => ({ tool, arguments: given })),
    usage,
    cost,
    model,
  };
}

function resultOf({ tool, arguments: given, status, content, details, error }: Call): TapedResult[] {
  if (status === "finished")
    return [{ tool, arguments: given, outcome: { content: content ?? "", ...(details !== undefined && { details }) } }];
  return status === "failed" && error ? [{ tool, arguments: given, outcome: { error } }] : [];
}

function personFor({
  tool,
  arguments: now,
  proposedArguments,
  approvedBy,
  question,
  answer,
  status,
  error,
}: Call): TapedPerson[] {
  const given = proposedArguments ?? now;
  if (question) return answer === undefined ? [] : [{ tool, arguments: given, did: { answered: answer } }];
  if (status === "denied") return [{ tool, arguments: given, did: { denied: error?.message ?? "" } }];
  if (!approvedBy) return [];
  return [{ tool, arguments: given, did: proposedArguments === undefined ? {} : { approved: now } }];
}
