import type { Agent } from "../../lib/core/agent.ts";
import { contextFor } from "../../lib/core/context.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import type { ModelRequest } from "../../lib/core/model.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import {
  effectiveLimits,
  findRun,
  openTurn,
  type Run,
  type SessionState,
  waitingMessages,
} from "../../lib/core/state.ts";
import type { Tool } from "../ports.ts";
import { readAttachments } from "./attached-files.ts";
import { insist } from "./insist.ts";
import type { OpenTurn } from "./open-turns.ts";
import { type FailedAttempt, type Reply, type ReplySink, streamReply } from "./stream-reply.ts";
import type { RunStop, Workbench } from "./workbench.ts";

/** Calls the model once for this run and records what came of it. Each attempt is a turn of its own. */
export async function runTurn(bench: Workbench, sessionId: string, runId: string, stop: RunStop): Promise<void> {
  let turn: OpenTurn | null = null;
  let begun: { state: SessionState; run: Run; agent: Agent; turnId: string } | null = null;

  await bench.sessions.change(sessionId, { by: bench.worker }, (state, given) => {
    begun = null;
    const step = nextStep(state, runId, bench.world);
    if (step.do !== "call-model") return [];
    const turnId = given.newId("turn");
    begun = { state, run: step.run, agent: step.agent, turnId };
    const model = firstName(bench.models.chain(modelNames(step.run, step.agent)).name);
    return [
      ...(step.run.startedAt ? [] : [{ type: "run.started", runId, worker: bench.worker } satisfies SessionEvent]),
      ...steering(state, runId),
      { type: "turn.started", runId, turnId, attempt: attemptNumber(step.run), model, worker: bench.worker },
    ];
  });
  // The callback above ran, but the compiler cannot see that.
  const start = begun as { run: Run; agent: Agent; turnId: string } | null;
  if (!start) return;

  const { agent } = start;
  let { turnId } = start;
  const state = await bench.sessions.read(sessionId);
  const run = findRun(state, runId);
  if (!run || openTurn(run)?.id !== turnId) return;

  const clearTimer = limitTime(agent, run, stop);
  turn = bench.turns.begin(sessionId, runId, turnId);
  stop.turnId = turnId;
  const sinkOf = (open: OpenTurn): ReplySink => open;
  try {
    const reply = await streamReply({
      model: bench.models.chain(modelNames(run, agent)),
      request: await withFiles(bench, requestFor(bench, state, run, agent), state, run, agent),
      signal: stop.signal,
      newCallId: () => bench.newId("call"),
      monotonic: bench.monotonic,
      sink: sinkOf(turn),
      onAttemptFailed: async (failed) => {
        const next = await recordFailedAttempt(bench, sessionId, runId, turnId, failed, stop);
        bench.turns.end(turn as OpenTurn);
        turnId = next;
        turn = bench.turns.begin(sessionId, runId, turnId);
        return sinkOf(turn);
      },
    });
    bench.turns.flush(sessionId);
    stop.turnId = null;
    await record(bench, sessionId, runId, turnId, agent, reply, stop);
  } finally {
    stop.turnId = null;
    clearTimer();
    bench.turns.end(turn);
  }
}

/** Steering messages reach the agent with its next turn. */
function steering(state: SessionState, runId: string): SessionEvent[] {
  return waitingMessages(state)
    .filter((message) => message.whileRunning === "steer" && message.runId === runId)
    .map((message) => ({ type: "message.delivered", messageId: message.id, runId, as: "steered" }));
}

export function modelNames(run: Run, agent: Agent): readonly string[] {
  return run.models ?? agent.models;
}

function firstName(chain: string): string {
  return chain.split(" → ")[0] ?? chain;
}

/** Of the next turn. */
function attemptNumber(run: Run): number {
  const lastWhole = run.turns.findLastIndex((turn) => turn.status === "completed");
  return run.turns.length - lastWhole;
}

export function requestFor(bench: Workbench, state: SessionState, run: Run, agent: Agent): ModelRequest {
  const tools = agent.tools
    .map((permitted) => bench.tools.get(permitted.name))
    .filter((tool): tool is Tool => tool !== undefined && tool.unavailable() === null);
  return {
    messages: contextFor(state, run, agent),
    tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
    ...(agent.sampling && { sampling: agent.sampling }),
    ...(agent.outputSchema && { responseSchema: { name: "answer", schema: agent.outputSchema } }),
  };
}

/** What the conversation's files say is read anew for each turn: it stands nowhere in the log. */
async function withFiles(bench: Workbench, request: ModelRequest, state: SessionState, run: Run, agent: Agent) {
  if (!request.messages.some((message) => message.role === "user" && message.attachments)) return request;
  const names = modelNames(run, agent).flatMap((step) => step.split("|"));
  const models = names.map((name) => bench.models.info(name.trim()));
  const usual = bench.models.list().find((model) => model.isDefault);
  const images = (models.length > 0 ? models : [usual]).every((model) => model?.images === true);
  const tokens = bench.world.contextBudget(agent, run.models) / 2;
  return readAttachments(bench.files, state.ownerId, request, { images, tokens });
}

/** Stops the turn when the run's time is up. The time already worked stands in the log; the rest is measured here. */
function limitTime(agent: Agent, run: Run, stop: RunStop): () => void {
  const left = effectiveLimits(agent.limits, run).seconds * 1000 - run.activeMs;
  const timer = setTimeout(() => stop.because("limit_seconds"), Math.min(Math.max(left, 0), 2 ** 31 - 1));
  return () => clearTimeout(timer);
}

async function recordFailedAttempt(
  bench: Workbench,
  sessionId: string,
  runId: string,
  turnId: string,
  failed: FailedAttempt,
  stop: RunStop,
): Promise<string> {
  const nextTurnId = bench.newId("turn");
  bench.turns.flush(sessionId);
  stop.turnId = null;
  let isOurs = false;
  await bench.sessions.change(sessionId, { by: bench.worker }, (state) => {
    const run = findRun(state, runId);
    isOurs = run !== undefined && openTurn(run)?.id === turnId;
    if (!run || !isOurs) return [];
    const { error, text, reasoning, ms, willRetryInMs, nextModel } = failed;
    return [
      {
        type: "turn.failed",
        runId,
        turnId,
        error: { code: error.code, message: error.message },
        partial: text,
        ...(reasoning && { reasoning }),
        ms,
        willRetryInMs,
        nextModel,
      },
      {
        type: "turn.started",
        runId,
        turnId: nextTurnId,
        attempt: attemptNumber(run),
        model: nextModel,
        worker: bench.worker,
      },
    ];
  });
  if (isOurs) stop.turnId = nextTurnId;
  else stop.because("taken_over");
  bench.observe.attemptFailed(failed);
  return nextTurnId;
}

/** A result counts only while its turn is still the open one. */
async function record(
  bench: Workbench,
  sessionId: string,
  runId: string,
  turnId: string,
  agent: Agent,
  reply: Reply,
  stop: RunStop,
): Promise<void> {
  const write = () =>
    bench.sessions.change(sessionId, { by: bench.worker }, (state, given) => {
      const run = findRun(state, runId);
      if (!run || openTurn(run)?.id !== turnId) return [];
      if (!reply.ok) {
        const error = stop.reason
          ? { code: stop.reason, message: stopSentence[stop.reason] }
          : { code: reply.error.code, message: reply.error.message };
        return [
          {
            type: "turn.failed",
            runId,
            turnId,
            error,
            partial: reply.text,
            ...(reply.reasoning && { reasoning: reply.reasoning }),
            ms: reply.ms,
          },
        ];
      }
      const { text, reasoning, signature, calls, usage, cost, ms, ttftMs, model, reason } = reply;
      return [
        {
          type: "turn.completed",
          runId,
          turnId,
          message: {
            id: given.newId("message"),
            content: text,
            author: { kind: "agent", id: agent.name },
            ...(reasoning && { parts: [{ type: "reasoning", text: reasoning, ...(signature && { signature }) }] }),
          },
          calls,
          usage,
          cost,
          ms,
          ttftMs,
          model,
          finishReason: reason,
        },
      ];
    });
  await insist(write, stop);
  bench.observe.turn(agent.name, reply);
}

const stopSentence = {
  cancelled: "A person stopped this turn.",
  limit_seconds: "The run's time was up in the middle of this turn.",
  handed_over: "The server stopped in the middle of this turn; it goes on with a new one.",
  taken_over: "Another server went on with this run.",
} as const;
