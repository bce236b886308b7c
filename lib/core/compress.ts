import type { Agent } from "./agent.ts";
import { callFinder, readingOf, resultOf } from "./context.ts";
import { hideSealed } from "./sealed.ts";
import { inConversation, type Run, type SessionState } from "./state.ts";
import { systemPrompt } from "./system-prompt.ts";
import { guessTokens } from "./tokens.ts";
import type { World } from "./world.ts";

/** The newest messages are never compressed. */
const keepAtLeast = 4;
/** Share of the budget that the newest messages may keep after compressing. */
const keepShare = 0.4;

/** The seq up to which the context should now be told by a summary; null while there is room. */
export function compressUpTo(state: SessionState, run: Run, agent: Agent, world: World): number | null {
  const { summary, messages } = readingOf(state, run);
  if (messages.length <= keepAtLeast) return null;
  const budget = world.contextBudget(agent, run.models);
  const callsOf = callFinder(state);
  // Stored counts, so that a look costs little: most sessions are far below the budget.
  const weights = messages.map((message) => callsOf(message).reduce((sum, call) => sum + call.tokens, message.tokens));
  const fixed = [
    systemPrompt(agent, state.variables),
    summary?.summary ?? "",
    run.sees || !inConversation(run) ? run.task : "",
  ];
  const total = [...weights, ...fixed.map(guessTokens)].reduce((sum, weight) => sum + weight, 0);
  if (total <= budget) return null;

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

/** What the summary is to be made of, as one text: the summary before, and everything up to `upTo`. */
export function textToCompress(state: SessionState, run: Run, upTo: number): { text: string; dropped: number } {
  const { summary, messages } = readingOf(state, run);
  const told = messages.filter((message) => message.seq <= upTo);
  const callsOf = callFinder(state);
  const lines = told.map((message) => {
    const calls = callsOf(message).map(
      (call) =>
        `  used ${call.tool}(${JSON.stringify(hideSealed(call.arguments))}) → ${resultOf(call).slice(0, 2_000)}`,
    );
    return [`${message.author.id}: ${message.content}`, ...calls].join("\n");
  });
  return {
    text: [...(summary ? [`Summary so far: ${summary.summary}`] : []), ...lines].join("\n\n"),
    dropped: told.length + (summary?.dropped ?? 0),
  };
}

/** The last resort where no model can write a summary: the beginnings of the messages, newest kept longest. */
export function plainSummary(text: string, maxCharacters = 4_000): string {
  if (text.length <= maxCharacters) return text;
  const half = Math.floor(maxCharacters / 2);
  return `${text.slice(0, half)}\n[…]\n${text.slice(-half)}`;
}
