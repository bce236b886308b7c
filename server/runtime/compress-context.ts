import { plainSummary, textToCompress } from "../../lib/core/compress.ts";
import { timeLeft } from "../../lib/core/limits.ts";
import { nextStep, type Step } from "../../lib/core/next-step.ts";
import { limitTime } from "./limit-time.ts";
import { modelNames } from "./run-turn.ts";
import { streamReply } from "./stream-reply.ts";
import type { RunStop, Workbench } from "./workbench.ts";

const instructions =
  "You compress conversations. Write a summary that lets the assistant go on as if it had read everything: goals, decisions, facts, names, numbers, open questions, and what was done with which tools. No preamble.";

/**
 * Has the model tell the oldest part of the conversation in short. Where it cannot, the beginnings and ends are kept
 * instead: a run never fails for it. It is not claimed: workers meet on one run hardly ever, then the second one's
 * summary is dropped, and a claim would be one more thing for the next process to take over.
 */
export async function compressContext(
  bench: Workbench,
  sessionId: string,
  step: Extract<Step, { do: "compress" }>,
  stop: RunStop,
): Promise<void> {
  const { run, agent, upTo } = step;
  const state = await bench.sessions.read(sessionId);
  const { text, dropped } = textToCompress(state, run, upTo);
  const limit = limitTime(timeLeft(state, run, bench.world), stop, bench.monotonic);
  const nothing = () => {};
  const sink = { addText: nothing, addReasoning: nothing, addArguments: nothing };
  const reply = await streamReply({
    model: bench.models.chain(modelNames(run, agent)),
    request: {
      messages: [
        { role: "system", content: instructions },
        { role: "user", content: plainSummary(text, 200_000) },
      ],
      tools: [],
    },
    signal: stop.signal,
    newCallId: () => bench.newId("call"),
    monotonic: bench.monotonic,
    sink,
    onAttemptFailed: async () => sink,
  });
  limit.clear();
  // With its time up the run still needs a next step: without one it would ask for this one for ever.
  if (stop.reason && stop.reason !== "limit_seconds") return;
  const summary = reply.ok && reply.text.trim() !== "" ? reply.text : plainSummary(text);
  const paid = reply.ok && { usage: reply.usage, cost: reply.cost };
  await bench.sessions.change(sessionId, { by: bench.worker }, (state) => {
    const now = nextStep(state, run.id, bench.world);
    return now.do === "compress" && now.upTo === upTo
      ? [{ type: "context.compressed", runId: run.id, upTo, summary, dropped, ms: reply.ms, ...paid }]
      : [];
  });
}
