import { plainSummary, textToCompress } from "../../lib/core/compress.ts";
import { nextStep, type Step } from "../../lib/core/next-step.ts";
import { modelNames } from "./run-turn.ts";
import { streamReply } from "./stream-reply.ts";
import type { RunStop, Workbench } from "./workbench.ts";

const instructions =
  "You compress conversations. Write a summary that lets the assistant go on as if it had read everything: goals, decisions, facts, names, numbers, open questions, and what was done with which tools. No preamble.";

/** Has the model tell the oldest part of the conversation in short. Where it cannot, the beginnings and ends are kept instead: a run never fails for it. */
export async function compressContext(
  bench: Workbench,
  sessionId: string,
  step: Extract<Step, { do: "compress" }>,
  stop: RunStop,
): Promise<void> {
  const { run, agent, upTo } = step;
  const { text, dropped } = textToCompress(await bench.sessions.read(sessionId), run, upTo);
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
  // With its time up the run still needs a next step: without one it would ask for this one for ever.
  if (stop.reason && stop.reason !== "limit_seconds") return;
  const summary = reply.ok && reply.text.trim() !== "" ? reply.text : plainSummary(text);
  await bench.sessions.change(sessionId, { by: bench.worker }, (state) => {
    const now = nextStep(state, run.id, bench.world);
    return now.do === "compress" && now.upTo === upTo
      ? [{ type: "context.compressed", runId: run.id, upTo, summary, dropped }]
      : [];
  });
}
