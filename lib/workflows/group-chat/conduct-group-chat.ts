import type { Run } from "../../core/state.ts";
import type { Advance, Delegation } from "../../core/world.ts";
import { readable } from "../graph/scope.ts";
import { endWith, failWith, goOn, type Step, saidIn, stepsSoFar, whyFailed } from "../visits.ts";
import type { WorkflowOf } from "../workflow.ts";
import { allowedAfter, inTurn, nextSpeaker, type Turn } from "./next-speaker.ts";
import { person } from "./person.ts";

type GroupChat = WorkflowOf<"group-chat">;

const usualRounds = 3;
const usualSilence = 2;
const pass = "PASS";

/** Who chooses and who judges are steps of their own; these names cannot be members' slugs. */
const choosing = "_choice";
const judging = "_judge";
const closing = "_closing";

export function conductGroupChat(chat: GroupChat, run: Run): Advance | null {
  const steps = stepsSoFar(run);
  if (!steps) return null;
  const last = steps.at(-1);
  const failed = whyFailed(last);
  // Who cannot speak is passed over; who cannot choose or judge leaves it to the order.
  const failures = steps.slice(-chat.members.length).filter((step) => whyFailed(step) !== null).length;
  if (failed && failures >= chat.members.length) return failWith(steps, `Nobody can go on: ${failed}`);
  if (last?.visit.node === closing) return endWith(steps, saidIn(last) || lastWords(steps));

  const turns = turnsOf(chat, steps);
  const over = last && chat.members.includes(last.visit.node) ? whyOver(chat, turns) : judgedOver(last);
  if (over) return close(chat, steps, over);
  if (last && dueForJudge(chat, last, turns)) return goOn(steps, { node: judging, ...askJudge(chat) });

  if (last?.visit.node === choosing) {
    const among = allowedAfter(chat, turns.at(-1)?.speaker);
    const { speaker, reason } = chosenIn(last, among) ?? nobodyChosen(chat, turns, among);
    return goOn(steps, turnOf(chat, speaker, reason));
  }
  const next = nextSpeaker(chat, turns, run.id);
  switch (next.is) {
    case "nobody":
      return close(chat, steps, next.reason);
    case "known":
      return goOn(steps, turnOf(chat, next.speaker, next.reason));
    case "to be chosen":
      return goOn(steps, { node: choosing, ...askWhoIsNext(chat, next.among) });
  }
}

function turnOf(chat: GroupChat, speaker: string, reason: string) {
  if (speaker === person) return { node: person, reason, ask: { question: "It is your turn. What do you say?" } };
  const others = chat.members.filter((member) => member !== speaker).join(", ");
  const task = [
    `You are ${speaker}, in a conversation with ${others}.`,
    ...(chat.topic ? [chat.topic] : []),
    `It is your turn: ${reason}. Speak only for yourself, and to what was said. If you have nothing to add, answer ${pass} alone.`,
    ...(chat.end?.phrase ? [`When the matter is settled, say "${chat.end.phrase}".`] : []),
  ].join("\n\n");
  const ask: Delegation = { agent: speaker, task, sees: "conversation", speaks: true };
  return { node: speaker, reason, ask };
}

function askWhoIsNext(chat: GroupChat, among: readonly string[]) {
  if (chat.select?.by !== "model")
    return { reason: "a person says who is next", ask: { question: "Who speaks next?", choices: [...among] } };
  const task = `Say who of these should speak next in the conversation, and why in one sentence: ${among.join(", ")}.`;
  const properties = { next: { type: "string", enum: [...among] }, reason: { type: "string" } };
  const schema = { type: "object", properties, required: ["next"], additionalProperties: false };
  const ask: Delegation = { agent: chat.select.agent, task: `${task}${aboutOf(chat)}`, schema };
  return { reason: `${chat.select.agent} says who is next`, ask };
}

function askJudge(chat: GroupChat) {
  const agent = chat.end?.judge?.agent as string;
  const task = `Say whether the matter is settled, so that the conversation can end.${aboutOf(chat)}`;
  const properties = { done: { type: "boolean" }, reason: { type: "string" } };
  const schema = { type: "object", properties, required: ["done"], additionalProperties: false };
  const ask: Delegation = { agent, task, schema, sees: "conversation" };
  return { reason: `${agent} says whether it is done`, ask };
}

function aboutOf(chat: GroupChat): string {
  return chat.topic ? `\n\nIt is about: ${chat.topic}` : "";
}

function close(chat: GroupChat, steps: readonly Step[], reason: string): Advance {
  if (!chat.closing) return endWith(steps, lastWords(steps));
  const task = `The conversation has ended: ${reason}. Sum up what came of it, in a few sentences, for the person who began it.`;
  return goOn(steps, { node: closing, reason, ask: { agent: chat.closing, task, sees: "conversation", speaks: true } });
}

function turnsOf(chat: GroupChat, steps: readonly Step[]): Turn[] {
  return steps
    .filter(({ visit }) => chat.members.includes(visit.node))
    .map((step) => ({ speaker: step.visit.node, text: saidIn(step), failed: whyFailed(step) !== null }));
}

function lastWords(steps: readonly Step[]): string {
  const last = steps.findLast((step) => !step.visit.node.startsWith("_") && !isSilent(saidIn(step)));
  return last ? saidIn(last) : "";
}

function whyOver(chat: GroupChat, turns: readonly Turn[]): string | null {
  const { phrase, silence } = chat.end ?? {};
  const last = turns.at(-1);
  if (phrase && last?.text.toLowerCase().includes(phrase.toLowerCase())) return `${last.speaker} said "${phrase}"`;
  const quiet = silence ?? usualSilence;
  if (turns.length >= quiet && turns.slice(-quiet).every(({ text, failed }) => !failed && isSilent(text)))
    return `the last ${quiet} had nothing to add`;
  const most = (chat.maxRounds ?? usualRounds) * chat.members.length;
  return turns.length >= most ? `everyone has had ${chat.maxRounds ?? usualRounds} turns` : null;
}

function isSilent(text: string): boolean {
  return text.trim() === "" || new RegExp(`^["'*]*${pass}["'*.]*$`, "i").test(text.trim());
}

function dueForJudge(chat: GroupChat, last: Step, turns: readonly Turn[]): boolean {
  const judge = chat.end?.judge;
  const every = judge?.every ?? chat.members.length;
  return judge !== undefined && chat.members.includes(last.visit.node) && turns.length % every === 0;
}

function judgedOver(last: Step | undefined): string | null {
  if (last?.visit.node !== judging) return null;
  const verdict = readable(saidIn(last)) as { done?: unknown; reason?: unknown } | null;
  if (verdict?.done !== true) return null;
  return typeof verdict.reason === "string" ? verdict.reason : "it was judged to be settled";
}

/** Whoever was to choose named nobody who may speak. */
function nobodyChosen(chat: GroupChat, turns: readonly Turn[], among: readonly string[]) {
  const { speaker, reason } = inTurn(chat, turns.at(-1), among);
  return { speaker, reason: `nobody who may speak was named; ${reason}` };
}

function chosenIn(step: Step, among: readonly string[]): { speaker: string; reason: string } | null {
  const said = readable(saidIn(step));
  const { next, reason } = (typeof said === "object" && said !== null ? said : { next: said }) as Record<
    string,
    unknown
  >;
  const speaker = among.find((member) => member === String(next).trim().toLowerCase());
  if (!speaker) return null;
  return { speaker, reason: typeof reason === "string" && reason !== "" ? reason : "it was chosen" };
}
