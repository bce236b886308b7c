import type { ModelMessage, ModelRequest } from "../../../lib/core/model.ts";
import { isStep, roleText, taskIn, verdictOf } from "./role-texts.ts";
import { sampleOf } from "./sample.ts";
import { freeText } from "./texts.ts";
import { type DemoCall, pickCalls } from "./tool-rules.ts";

export interface DemoReply {
  reasoning?: string;
  text: string;
  calls?: DemoCall[];
}

type ToolMessage = Extract<ModelMessage, { role: "tool" }>;

/** The rules look at this much of a message. */
const mostHeard = 20_000;

/** What the demo says to a request: the same request, the same reply. It never goes on for ever: each step of the message is done once. */
export function demoReply({ messages, tools, responseSchema }: ModelRequest): DemoReply {
  const asked = messages.findLastIndex((message) => message.role === "user");
  const question = asked < 0 ? "" : withoutSpeaker(messages[asked]?.content ?? "").slice(0, mostHeard);
  const since = messages.slice(asked + 1);
  const results = since.filter((message): message is ToolMessage => message.role === "tool");
  const reasoning = /\bthink\b/i.test(question) && results.length === 0 ? thinkingAbout(question) : undefined;

  if (tools.length === 0 && isCompression(messages[0])) return { text: summaryOf(question) };

  const steps = taskIn(question).split(/[,.;]?\s+(?:and\s+)?then\s+/i);
  const stepsDone = since.filter((message) => message.role === "assistant" && message.calls?.length).length;
  const verdict = responseSchema ? verdictOf(question, responseSchema.schema) : {};
  const isJudging = Object.keys(verdict).length > 0;
  const step = isJudging || results.some((result) => result.failed) ? undefined : steps[stepsDone];
  const calls = step === undefined ? [] : pickCalls(step, tools);
  if (calls.length > 0) return { reasoning, text: stepsDone === 0 ? announce(calls) : "", calls };

  if (responseSchema) return { reasoning, text: JSON.stringify(sampleOf(responseSchema.schema, question, verdict)) };
  const asRole = results.length === 0 || isStep(question) ? roleText(messages, question) : null;
  if (asRole !== null) return { reasoning, text: asRole };
  if (results.length > 0) return { text: tellResults(results) };
  const images = asked < 0 ? 0 : ((messages[asked] as Extract<ModelMessage, { role: "user" }>).images?.length ?? 0);
  return { reasoning, text: freeText(question, tools, images) };
}

/** Where several speak, a message begins with its speaker's name. */
function withoutSpeaker(content: string): string {
  return content.replace(/^\[[^\]\n]{1,60}\]\s/, "").trim();
}

function isCompression(first: ModelMessage | undefined): boolean {
  return first?.role === "system" && /\bcompress conversations\b|\bsummar/i.test(first.content);
}

function summaryOf(conversation: string): string {
  const lines = conversation.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.length > 12 ? [...lines.slice(0, 6), "…", ...lines.slice(-6)] : lines;
  return `Put together by the demo model, word for word and shortened:\n${shown.map((line) => short(line, 200)).join("\n")}`;
}

function thinkingAbout(question: string): string {
  return `The message says "${short(question, 120)}". I am a demo, so this is thinking for show: first I look for a tool whose name fits, then for something I can write, and else I say what can be tried.`;
}

function announce(calls: DemoCall[]): string {
  const names = [...new Set(calls.map((call) => `\`${call.tool}\``))];
  return `I will use ${names.join(" and ")}.`;
}

function tellResults(results: ToolMessage[]): string {
  const told = results.map((result) => {
    const content = short(result.content, 800);
    return result.failed
      ? `\`${result.tool}\` did not give a result. ${content} I leave it at that.`
      : `\`${result.tool}\` answered: ${content.includes("\n") ? `\n\n${content}` : content}`;
  });
  return told.length === 1 ? (told[0] ?? "") : told.map((line) => `- ${line}`).join("\n");
}

function short(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
