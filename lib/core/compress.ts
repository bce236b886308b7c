import type { Agent } from "./agent.ts";
import { compressedFor, resultOf, visibleMessages } from "./context.ts";
import { findRun, type Message, type Run, type SessionState } from "./state.ts";
import { guessTokens } from "./tokens.ts";
import type { World } from "./world.ts";

/** The newest messages are never compressed. */
const keepAtLeast = 4;
/** Share of the budget that the newest messages may keep after compressing. */
const keepShare = 0.4;

/** The seq up to which the context should now be told by a summary; null while there is room. */
export function compressUpTo(state: SessionState, run: Run, agent: Agent, world: World): number | null {
  const budget = world.contextBudget(agent, run.models);
  // Most sessions are far below the budget: a look at the stored counts is enough to know.
  const messages = visibleMessages(state, run);
  const weights = messages.map((message) => weigh(state, message));
  const total = weights.reduce((sum, weight) => sum + weight, guessTokens(agent.instructions));
  if (total <= budget || messages.length <= keepAtLeast) return null;

  let kept = 0;
  let index = messages.length;
  while (
    index > 0 &&
    (messages.length - index < keepAtLeast || kept + (weights[index - 1] as number) <= budget * keepShare)
  ) {
    index--;
    kept += weights[index] as number;
  }
  const last = messages[index - 1];
  return last ? last.seq : null;
}

function weigh(state: SessionState, message: Message): number {
  const run = message.turnId && message.runId ? findRun(state, message.runId) : undefined;
  if (!run) return message.tokens;
  return run.calls
    .filter((call) => call.turnId === message.turnId)
    .reduce(
      (sum, call) => sum + Math.ceil((resultOf(call).length + JSON.stringify(call.arguments ?? null).length) / 4),
      message.tokens,
    );
}

/** What the summary is to be made of, as one text: the summary before, and everything up to `upTo`. */
export function textToCompress(state: SessionState, run: Run, upTo: number): { text: string; dropped: number } {
  const messages = visibleMessages(state, run).filter((message) => message.seq <= upTo);
  const earlier = compressedFor(state, run);
  const lines = messages.map((message) => {
    const calls = run.calls
      .filter((call) => call.turnId === message.turnId)
      .map((call) => `  used ${call.tool}(${JSON.stringify(call.arguments)}) → ${resultOf(call).slice(0, 2_000)}`);
    return [`${message.author.id}: ${message.content}`, ...calls].join("\n");
  });
  return {
    text: [...(earlier ? [`Summary so far: ${earlier.summary}`] : []), ...lines].join("\n\n"),
    dropped: messages.length + (earlier?.dropped ?? 0),
  };
}

/** The last resort where no model can write a summary: the beginnings of the messages, newest kept longest. */
export function plainSummary(text: string, maxCharacters = 4_000): string {
  if (text.length <= maxCharacters) return text;
  const half = Math.floor(maxCharacters / 2);
  return `${text.slice(0, half)}\n[…]\n${text.slice(-half)}`;
}
