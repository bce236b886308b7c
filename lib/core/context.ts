import type { Agent } from "./agent.ts";
import { watchForLoops } from "./loop-guard.ts";
import type { ModelMessage } from "./model.ts";
import { messagesAround, transcriptOf } from "./path.ts";
import { hideSealed } from "./sealed.ts";
import {
  type Call,
  type Compressed,
  findMessage,
  hasOwnTranscript,
  type Message,
  type Run,
  type SessionState,
} from "./state.ts";
import { systemPrompt } from "./system-prompt.ts";

/** What an agent sees: its instructions, the summary of what was compressed, and the conversation so far with its calls and their results. */
export function contextFor(state: SessionState, run: Run, agent: Agent): ModelMessage[] {
  const { summary, messages: visible } = readingOf(state, run);
  const messages: ModelMessage[] = [{ role: "system", content: systemPrompt(agent, state.variables) }];
  if (summary) {
    messages.push({ role: "user", content: `Summary of the conversation before this point:\n${summary.summary}` });
  }
  const board = boardFor(state, agent);
  if (board) messages.push({ role: "user", content: board });
  const ownOnly = hasOwnTranscript(run);
  if (ownOnly) messages.push({ role: "user", content: run.task });
  const question = run.replyTo && !ownOnly ? findMessage(state, run.replyTo) : undefined;
  // What is to be answered is never told by the summary alone.
  if (question && !visible.includes(question)) messages.push(asHeard(state, question, agent));

  const notice = loopNotice(run);
  const callsOf = callFinder(state);
  // What a workflow or another agent told it stands before what it has said to that.
  let untold = run.sees === "conversation" ? run.task : null;
  const tell = () => {
    if (untold !== null) messages.push({ role: "user", content: untold });
    untold = null;
  };
  for (const message of visible) {
    if (message.runId === run.id) tell();
    const isOwn = message.author.kind === "agent" && message.author.id === agent.name;
    if (isOwn) messages.push(...asSaid(message, callsOf(message), notice));
    else if (message.content !== "") messages.push(asHeard(state, message, agent));
  }
  tell();
  return messages;
}

const boardShown = 4_000;

/** The board, for agents that may use it: what is important in full, of the rest what there is. */
function boardFor(state: SessionState, agent: Agent): string | null {
  if (state.board.length === 0 || !agent.tools.some(({ name }) => name === "board")) return null;
  const important = state.board.filter(({ kind }) => kind === "important");
  const others = state.board.filter(({ kind }) => kind !== "important");
  const told = important.map(({ key, value, by }) => {
    return `- ${key} (by ${by.id}): ${typeof value === "string" ? value : JSON.stringify(value)}`;
  });
  const named = others.map(({ key, kind }) => `${key} (${kind})`);
  return [
    "On the board that the agents here share:",
    ...told,
    ...(named.length > 0 ? [`Also, to be read with the tool board: ${named.join(", ")}.`] : []),
  ]
    .join("\n")
    .slice(0, boardShown);
}

/** What a run's agent reads of the messages: the summary that stands for the oldest, and the rest word for word. */
export function readingOf(state: SessionState, run: Run): { summary: Compressed | null; messages: Message[] } {
  const ownOnly = hasOwnTranscript(run);
  const messages = ownOnly ? transcriptOf(state, run.id) : messagesAround(state, run);
  const summary = ownOnly ? run.compressed : state.compressed;
  // A summary tells one branch. It says nothing to a branch that does not hold the last message it tells.
  const lastTold = summary ? messages.findIndex((message) => message.seq === summary.upTo) : -1;
  return lastTold < 0 ? { summary: null, messages } : { summary, messages: messages.slice(lastTold + 1) };
}

/** Finds the calls that were made with a message; for many messages of one session. */
export function callFinder(state: SessionState): (message: Message) => readonly Call[] {
  let byTurn: Map<string, Call[]> | null = null;
  return ({ turnId }) => {
    if (turnId === undefined) return [];
    byTurn ??= Map.groupBy(
      state.runs.flatMap((run) => run.calls),
      (call) => call.turnId,
    );
    return byTurn.get(turnId) ?? [];
  };
}

/** Another's words, with the speaker's name where more than one could have spoken. */
function asHeard(state: SessionState, message: Message, agent: Agent): ModelMessage {
  const several = message.author.kind !== "user" || state.participants.length > 1;
  const named = several && message.author.id !== agent.name;
  return {
    role: "user",
    content: named ? `[${message.author.id}] ${message.content}` : message.content,
    ...(message.attachments && { attachments: message.attachments }),
  };
}

function asSaid(
  message: Message,
  calls: readonly Call[],
  notice: { callId: string; text: string } | null,
): ModelMessage[] {
  if (message.content === "" && calls.length === 0) return [];
  const reasoning = message.parts?.find((part) => part.type === "reasoning");
  return [
    {
      role: "assistant",
      content: message.stopped ? `${message.content}\n[stopped here, before the end]` : message.content,
      ...(reasoning && {
        reasoning: { text: reasoning.text, ...(reasoning.signature && { signature: reasoning.signature }) },
      }),
      ...(calls.length > 0 && {
        calls: calls.map((call) => ({
          callId: call.callId,
          tool: call.tool,
          arguments: hideSealed(call.arguments),
          ...(call.providerData && { providerData: call.providerData }),
        })),
      }),
    },
    ...calls.map((call): ModelMessage => {
      const suffix = notice?.callId === call.callId ? `\n\n${notice.text}` : "";
      return {
        role: "tool",
        callId: call.callId,
        tool: call.tool,
        content: resultOf(call) + suffix,
        ...((call.status === "failed" || call.status === "denied") && { failed: true }),
      };
    }),
  ];
}

/** What the model reads as the result of its call. */
export function resultOf(call: Call): string {
  const edited =
    call.proposedArguments === undefined
      ? ""
      : `(A person changed the arguments to ${JSON.stringify(hideSealed(call.arguments))}.)\n`;
  switch (call.status) {
    case "finished":
      return edited + (call.content ?? "");
    case "denied":
      return `A person denied this call. Reason: ${call.error?.message ?? "none given"}`;
    case "failed":
      return `${edited}The call failed (${call.error?.code}): ${call.error?.message}`;
    default:
      return "No result.";
  }
}

function loopNotice(run: Run): { callId: string; text: string } | null {
  const guard = watchForLoops(run);
  if (guard.verdict !== "told") return null;
  const text = `Notice: this was ${guard.sign}. Do something else, or answer with what you have; going on like this stops the run.`;
  return { callId: guard.callId, text };
}
