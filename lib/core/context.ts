import type { Agent } from "./agent.ts";
import { watchForLoops } from "./loop-guard.ts";
import type { ModelMessage } from "./model.ts";
import { branchInView, branchTo, transcriptOf } from "./path.ts";
import {
  type Call,
  type Compressed,
  findMessage,
  findRun,
  inConversation,
  type Message,
  type Run,
  type SessionState,
} from "./state.ts";

/** What an agent sees: its instructions, the summary of what was compressed, and the conversation so far with its calls and their results. */
export function contextFor(state: SessionState, run: Run, agent: Agent): ModelMessage[] {
  const compressed = compressedFor(state, run);
  const messages: ModelMessage[] = [{ role: "system", content: agent.instructions }];
  if (compressed)
    messages.push({ role: "user", content: `Summary of the conversation before this point:\n${compressed.summary}` });
  if (!inConversation(run)) messages.push({ role: "user", content: run.task });

  const visible = visibleMessages(state, run);
  const question = run.replyTo ? findMessage(state, run.replyTo) : undefined;
  if (question && compressed && question.seq <= compressed.upTo) messages.push(asHeard(state, question, agent));

  const notice = loopNotice(run);
  for (const message of visible) {
    if (message.author.kind === "agent" && message.author.id === agent.name)
      messages.push(...asSaid(state, message, notice));
    else messages.push(asHeard(state, message, agent));
  }
  return messages;
}

/** The messages that are told word for word: those that no summary stands for. */
export function visibleMessages(state: SessionState, run: Run): Message[] {
  const upTo = compressedFor(state, run)?.upTo ?? 0;
  const all = inConversation(run) ? conversationOf(state, run) : transcriptOf(state, run.id);
  return all.filter((message) => message.seq > upTo);
}

function conversationOf(state: SessionState, run: Run): Message[] {
  const inView = branchInView(state);
  if (inView.some((message) => message.id === run.replyTo)) return inView;
  // A person went on in another branch meanwhile: the run keeps to its own.
  const own = state.messages.findLast((message) => message.runId === run.id && message.status === "placed");
  return branchTo(state, own?.id ?? run.replyTo ?? null);
}

export function compressedFor(state: SessionState, run: Run): Compressed | null {
  return inConversation(run) ? state.compressed : run.compressed;
}

/** Another's words, with the speaker's name where more than one could have spoken. */
function asHeard(state: SessionState, message: Message, agent: Agent): ModelMessage {
  const several = message.author.kind !== "user" || state.participants.length > 1;
  const named = several && message.author.id !== agent.name;
  return { role: "user", content: named ? `[${message.author.id}] ${message.content}` : message.content };
}

function asSaid(
  state: SessionState,
  message: Message,
  notice: { callId: string; text: string } | null,
): ModelMessage[] {
  const run = message.runId ? findRun(state, message.runId) : undefined;
  const calls =
    run && message.turnId && !message.stopped ? run.calls.filter((call) => call.turnId === message.turnId) : [];
  const reasoning = message.parts?.find((part) => part.type === "reasoning");
  if (message.content === "" && calls.length === 0) return [];
  return [
    {
      role: "assistant",
      content: message.stopped ? `${message.content}\n[stopped by the person]` : message.content,
      ...(reasoning && {
        reasoning: { text: reasoning.text, ...(reasoning.signature && { signature: reasoning.signature }) },
      }),
      ...(calls.length > 0 && {
        calls: calls.map((call) => ({
          callId: call.callId,
          tool: call.tool,
          arguments: call.arguments,
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
      : `(A person changed the arguments to ${JSON.stringify(call.arguments)}.)\n`;
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
