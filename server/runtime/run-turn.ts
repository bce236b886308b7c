import type { Agent } from "../../lib/core/agent.ts";
import { contextFor } from "../../lib/core/context.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { timeLeft } from "../../lib/core/limits.ts";
import type { ModelRequest } from "../../lib/core/model.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import { sealedArguments } from "../../lib/core/sealed.ts";
import { findRun, openTurn, type Run, type SessionState, waitingMessages } from "../../lib/core/state.ts";
import { hasSecrets } from "../../lib/functions/redact-by-schema.ts";
import { readAttachments } from "./attached-files.ts";
import { insist } from "./insist.ts";
import { limitTime } from "./limit-time.ts";
import { offeredTools } from "./offered-tools.ts";
import type { OpenTurn } from "./open-turns.ts";
import { withMemory } from "./remembered.ts";
import { type FailedAttempt, type Reply, type ReplySink, streamReply } from "./stream-reply.ts";
import type { RunStop, Workbench } from "./workbench.ts";

/**
 * Calls the model once for this run and records what came of it. Each attempt is a turn of its own. The model is asked
 * while `turn.started` is being written; what it says is held back until that stands, and dropped where it does not.
 */
export async function runTurn(bench: Workbench, sessionId: string, runId: string, stop: RunStop): Promise<void> {
  let turnId = "";
  let agent: Agent | null = null;
  let turn: OpenTurn | null = null;
  let asked: Asked | null = null;

  const onAttemptFailed = async (failed: FailedAttempt) => {
    const next = await recordFailedAttempt(bench, sessionId, runId, turnId, failed, stop);
    bench.turns.end(turn as OpenTurn);
    turnId = next;
    turn = bench.turns.begin(sessionId, runId, turnId);
    return turn;
  };
  try {
    const meanwhile = (state: SessionState) => {
      const run = findRun(state, runId);
      if (run && agent && openTurn(run)?.id === turnId) asked = ask(bench, state, run, agent, stop, onAttemptFailed);
    };
    await bench.sessions.change(sessionId, { by: bench.worker, meanwhile }, (state, given) => {
      asked?.giveUp();
      asked = null;
      const step = nextStep(state, runId, bench.world);
      if (step.do !== "call-model") return [];
      turnId = given.newId("turn");
      agent = step.agent;
      const model = firstName(bench.models.chain(modelNames(step.run, step.agent)).name);
      return [
        ...(step.run.startedAt ? [] : [{ type: "run.started", runId, worker: bench.worker } satisfies SessionEvent]),
        ...steering(state, runId),
        { type: "turn.started", runId, turnId, attempt: attemptNumber(step.run), model, worker: bench.worker },
      ];
    });
  } catch (error) {
    (asked as Asked | null)?.giveUp();
    throw error;
  }
  // The callbacks above ran, but the compiler cannot see that.
  const begun = asked as Asked | null;
  if (!begun) return;

  const limit = limitTime(begun.timeLeft, stop, bench.monotonic);
  turn = bench.turns.begin(sessionId, runId, turnId);
  stop.turnId = turnId;
  begun.show(turn);
  try {
    const reply = await begun.reply;
    bench.turns.flush(sessionId);
    stop.turnId = null;
    await record(bench, sessionId, runId, turnId, begun.agent, reply, stop);
  } finally {
    stop.turnId = null;
    limit.clear();
    bench.turns.end(turn);
  }
}

/** A model that was asked and may not be heard yet. */
interface Asked {
  agent: Agent;
  timeLeft: number;
  reply: Promise<Reply>;
  show(sink: ReplySink): void;
  /** Lets go of the model; nothing of it was seen. */
  giveUp(): void;
}

function ask(
  bench: Workbench,
  state: SessionState,
  run: Run,
  agent: Agent,
  stop: RunStop,
  onAttemptFailed: (failed: FailedAttempt) => Promise<ReplySink>,
): Asked {
  const given = new AbortController();
  const sink = Promise.withResolvers<ReplySink | null>();
  const reply = (async () => {
    let request = requestFor(bench, state, run, agent);
    if (hasFiles(request)) request = await withFiles(bench, request, state, run, agent);
    if (agent.memory) request = await withMemory(bench, request, state, agent);
    return streamReply({
      model: bench.models.chain(modelNames(run, agent)),
      request,
      signal: AbortSignal.any([stop.signal, given.signal]),
      newCallId: () => bench.newId("call"),
      monotonic: bench.monotonic,
      sink: sink.promise,
      keepsArguments: (tool) => hasSecrets(bench.tools.get(tool)?.parameters),
      onAttemptFailed,
    });
  })();
  // Whoever gives it up does not wait for it.
  reply.catch(() => {});
  return {
    agent,
    timeLeft: timeLeft(state, run, bench.world),
    reply,
    show: sink.resolve,
    giveUp() {
      given.abort();
      sink.resolve(null);
    },
  };
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
  const schema = run.schema ?? agent.outputSchema;
  const tools = offeredTools(bench, state, run, agent);
  return {
    messages: contextFor(state, run, agent),
    tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
    ...(agent.sampling && { sampling: agent.sampling }),
    ...(agent.modelSampling && { modelSampling: agent.modelSampling }),
    ...(schema && { responseSchema: { name: "answer", schema } }),
  };
}

function hasFiles(request: ModelRequest): boolean {
  return request.messages.some((message) => message.role === "user" && message.attachments);
}

/** What the conversation's files say is read anew for each turn: it stands nowhere in the log. */
async function withFiles(bench: Workbench, request: ModelRequest, state: SessionState, run: Run, agent: Agent) {
  const names = modelNames(run, agent).flatMap((step) => step.split("|"));
  const models = names.map((name) => bench.models.info(name.trim()));
  const usual = bench.models.list().find((model) => model.isDefault);
  const images = (models.length > 0 ? models : [usual]).every((model) => model?.images === true);
  const tokens = bench.world.contextBudget(agent, run.models) / 2;
  return readAttachments(bench.files, state.ownerId, request, { images, tokens });
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
    const { error, text, reasoning, ms, willRetryInMs, nextModel, chunks } = failed;
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
        ...(chunks && { chunks }),
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
            ...(reply.chunks && { chunks: reply.chunks }),
          },
        ];
      }
      const { text, reasoning, reasoningMs, signature, calls, usage, cost, ms, ttftMs, model, reason, chunks } = reply;
      return [
        {
          type: "turn.completed",
          runId,
          turnId,
          message: {
            id: given.newId("message"),
            content: text,
            author: { kind: "agent", id: agent.name },
            ...(reasoning && {
              parts: [{ type: "reasoning", text: reasoning, ms: reasoningMs, ...(signature && { signature }) }],
            }),
          },
          calls: calls.map((call) => ({
            ...call,
            arguments: sealedArguments(bench.world, state, call.tool, call.arguments),
          })),
          usage,
          cost,
          ms,
          ttftMs,
          model,
          finishReason: reason,
          ...(chunks && { chunks }),
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
