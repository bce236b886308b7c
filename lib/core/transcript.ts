import { unreachable } from "./errors.ts";
import { branchInView } from "./path.ts";
import { hideSealed } from "./sealed.ts";
import { type Call, inConversation, type Message, type Run, type SessionState } from "./state.ts";

/** A message with what was done in its turn, and the runs whose end is to be told after it. */
export interface Told {
  message: Message;
  calls: readonly Call[];
  endings: readonly Run[];
}

/** The branch in view as it is told to people. */
export function toldBranch(state: SessionState): Told[] {
  const runs = new Map(state.runs.map((run) => [run.id, run]));
  const endings = Map.groupBy(state.runs.filter(inConversation), endsAfter(state));
  return branchInView(state).map((message) => ({
    message,
    calls: runs.get(message.runId ?? "")?.calls.filter((call) => call.turnId === message.turnId) ?? [],
    endings: endings.get(message.id) ?? [],
  }));
}

/** The branch in view as Markdown for people: who said what and when, what was done, and where it was stopped or failed. */
export function transcriptMarkdown(state: SessionState): string {
  const parts = [`# ${oneLine(state.title) || "Untitled session"}`, when(state.openedAt)];
  for (const { message, calls, endings } of toldBranch(state)) {
    parts.push(
      `## ${oneLine(message.author.id)} · ${when(message.at)}`,
      (message.attachments ?? []).map((file) => `- attached: ${inlineCode(file.name)} (${file.mediaType})`).join("\n"),
      message.content.trim(),
      calls.map(callMarkdown).join("\n"),
      message.stopped ? "*Stopped here.*" : "",
      ...endings.map(endingMarkdown),
    );
  }
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** A run's end is told after its last words, or after the message that it did not answer. */
function endsAfter(state: SessionState): (run: Run) => string | undefined {
  const lastWords = new Map<string, string>();
  for (const message of state.messages) if (message.runId && message.turnId) lastWords.set(message.runId, message.id);
  return (run) => lastWords.get(run.id) ?? run.replyTo;
}

/** How a run ended, if it did not simply end; with what it was saying when it broke off. */
export function endingMarkdown(run: Run): string {
  const sentence = endingSentence(run);
  if (sentence === "") return "";
  const partial = partialWords(run);
  return partial ? `${quoted(partial)}\n\n*${sentence}*` : `*${sentence}*`;
}

/** What a run that failed was saying when it broke off. */
export function partialWords({ finished, turns }: Run): string {
  return finished?.outcome === "failed" ? (turns.at(-1)?.partial?.trim() ?? "") : "";
}

/** How a run ended, if it did not simply end. */
export function endingSentence({ finished, cancelled, agent }: Run): string {
  if (!finished) return "";
  switch (finished.outcome) {
    case "done":
      return "";
    case "failed":
      return `${agent} failed: ${oneLine(finished.error?.message ?? "for an unknown reason.")}`;
    case "cancelled":
      return `${agent} was stopped${cancelled ? ` by ${oneLine(cancelled.by)}` : ""}.`;
    case "limit":
      return `${agent} stopped: its limit of ${finished.limit ?? "work"} was reached.`;
    default:
      return unreachable(finished.outcome);
  }
}

/** A call and what became of it, in one line. */
export function callMarkdown(call: Call): string {
  const made = `- ${inlineCode(call.tool)} ${inlineCode(JSON.stringify(hideSealed(call.arguments)) ?? "")}`;
  switch (call.status) {
    case "finished":
      return call.content ? `${made} → ${inlineCode(call.content)}` : `${made} → done`;
    case "failed":
      return `${made} failed: ${oneLine(call.error?.message ?? "")}`;
    case "denied":
      return `${made} was denied: ${oneLine(call.error?.message ?? "")}`;
    case "awaiting-approval":
      return `${made} waits for a person's yes`;
    case "awaiting-answer":
      return `${made} waits for an answer`;
    case "requested":
    case "approved":
    case "running":
      return `${made} has not ended`;
    default:
      return unreachable(call.status);
  }
}

/** What came of a call, as it was; empty while nothing did. */
export function resultText(call: Call): string {
  return call.error ? `${call.error.code}: ${call.error.message}` : (call.content ?? "");
}

/** `2026-01-01 09:30 UTC` */
export function when(at: string): string {
  return at === "" ? "" : `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

export function oneLine(text: string, most = 200): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most).toWellFormed()}…` : line;
}

export function quoted(text: string): string {
  return text.replace(/^/gm, "> ");
}

/** A code span that its own text cannot leave. */
function inlineCode(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
