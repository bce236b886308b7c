import { teamAgents } from "../../../lib/agents/team.ts";
import type { ModelMessage } from "../../../lib/core/model.ts";
import { shortened } from "../../../lib/text/shortened.ts";

/** What the agents of the team say without a model: each in its own way, so that one sees who did what. */

const firstDraft = "First draft";

interface Heard {
  /** What the whole is about. */
  about: string;
  /** Who spoke before, in a conversation. */
  to: string | null;
  isTurn: boolean;
  /** How often it has spoken before. */
  before: number;
  question: string;
}

const texts: Record<string, (heard: Heard) => string> = {
  planner: ({ about, isTurn, question }) => {
    if (question.startsWith("All tasks are done."))
      return `The whole on "${about}": the plan was kept, what was found bears out the answer, and the last draft stands as it is.`;
    return isTurn
      ? `Before we go on: what would settle "${about}"? I propose that each of us names one reason.`
      : `A plan for "${about}":\n\n1. Say in one sentence what is asked.\n2. Find out what is known, and what speaks against it.\n3. Write half a page, the answer first.`;
  },
  researcher: ({ about, isTurn, before }) => {
    if (!isTurn)
      return `What is known about "${about}":\n\n- **Sure:** somebody wants to know it.\n- **A guess:** it can be said in half a page.\n- **Open:** everything that takes a real model.`;
    return before === 0
      ? `I am for it. "${about}" is a fair question, and it has an answer.`
      : "That may be, but trying it costs little and would tell us more than talking.";
  },
  critic: ({ about, isTurn, before }) => {
    if (!isTurn)
      return `It does what was asked. What matters most:\n\n1. Say in the first sentence what "${about}" is about.\n2. Leave out what nobody asked.`;
    return before === 0
      ? `I am against it. Nobody has said yet what "${about}" would cost.`
      : "Cheap trials have a way of staying. I would want a day on which it ends.";
  },
  writer: ({ about, isTurn, question }) => {
    if (isTurn) return `I have written down what was said of "${about}", and have nothing against it.`;
    if (/\bthe conversation has ended\b/i.test(question))
      return `To sum up: on "${about}", one was for it, one against it, and both would try it for a while.`;
    if (question.startsWith("Say how this translation"))
      return `"${about}" would read more naturally in two short sentences.`;
    if (/\b(mend|returned|do it again|advice)\b/i.test(question))
      return `Second draft on "${about}": the answer comes first now, and what nobody asked is gone.`;
    return `${firstDraft} on "${about}": there is an answer, what is known bears it out, and it takes half a page.`;
  },
  interpreter: ({ about, question }) =>
    /\bpolish\b/i.test(question) ? `Polished: "${about}"` : `Translated, as far as rules can: "${about}"`,
  helios: ({ about }) =>
    `Let us move! For "${about}": ten minutes of walking, three rounds of five squats and five push-ups, and a stretch. You have had enough when you can still talk.`,
  ceres: ({ about }) =>
    `For "${about}" I would take what is in season: oats with an apple, a soup of lentils, bread with curd and herbs. Is there anything that you do not eat?`,
  "billing-support": ({ about }) =>
    `I see that it is about your bill: "${about}". Which invoice is it, and of which day? Somebody from accounting decides about refunds.`,
  "technical-support": ({ about }) =>
    `Let us look at it: "${about}". What did you do just before, and what did you see? First close it and open it again.`,
};

/** What this agent of the team says; null where it is somebody else who is asked, or where a story is wanted. */
export function roleText(messages: readonly ModelMessage[], question: string): string | null {
  const name = roleOf(messages[0]);
  const say = name === null ? undefined : texts[name];
  if (!say) return null;
  const said = messages.slice(1).filter((each) => each.role === "user" || each.role === "assistant");
  const heard: Heard = {
    about: aboutOf(said, question),
    to: speakerBefore(said, question),
    isTurn: isTurn(question),
    before: said.filter(({ role }) => role === "assistant").length,
    question,
  };
  if (/\b(story|essay)\b/i.test(`${heard.about} ${taskIn(question)}`)) return null;
  const to = heard.isTurn && heard.to ? `@${heard.to} ` : "";
  return `${to}${say(heard)}\n\n*The demo model, by rule.*`;
}

/** Whether what is told is a step of a workflow, and not a message of a person. */
export function isStep(question: string): boolean {
  return isTurn(question) || stepMarks.some((mark) => mark.test(question));
}

/** What a step is to do, without what came before it. */
export function taskIn(question: string): string {
  return /^Your task: (.+)$/m.exec(question)?.[1] ?? question;
}

/** What a verdict says: what is only a first draft is sent back, and no more than that. */
export function verdictOf(question: string, schema: unknown): Record<string, unknown> {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, { type?: unknown }> };
  const isGood = !question.includes(firstDraft);
  const known: Record<string, unknown> = {
    good: isGood,
    accept: isGood,
    done: true,
    advice: isGood ? "Nothing more." : "Say the answer in the first sentence.",
    feedback: isGood ? "" : "The answer must come first.",
    reason: "the demo model goes by rules",
    ...routed(question),
  };
  return Object.fromEntries(Object.entries(known).filter(([field]) => Object.hasOwn(properties, field)));
}

const stepMarks = [
  /^What it is all for:\n/m,
  /^This was asked for:\n/,
  /^(Write|Translate|Mend|Polish)\b[^\n]*:?\n\n/,
  /^Say how this translation/,
  /^Compare the translation/,
  /^The conversation has ended:/,
];

function isTurn(question: string): boolean {
  return /^It is your turn: /m.test(question);
}

function roleOf(system: ModelMessage | undefined): string | null {
  if (system?.role !== "system") return null;
  return teamAgents.find(({ instructions }) => system.content.includes(firstSentence(instructions)))?.name ?? null;
}

function firstSentence(instructions: string | readonly string[]): string {
  const text = typeof instructions === "string" ? instructions : instructions.join("\n");
  return text.slice(0, text.indexOf(".") + 1);
}

const longest = 100;

function aboutOf(said: readonly ModelMessage[], question: string): string {
  const told =
    /^(?:What it is all for|This was asked for|Original):\n([^\n]+)/m.exec(question)?.[1] ??
    /^(?:Write|Translate) this:\n\n([^\n]+)/.exec(question)?.[1] ??
    /^(?:Translation:\n|Say how this translation[^\n]*\n\n)[^"\n]*"([^"\n]+)"/m.exec(question)?.[1] ??
    (isStep(question) ? firstOf(said, question) : undefined) ??
    question;
  const line = withoutSpeaker(told).split("\n")[0] ?? "";
  return shortened(line.replace(/^(?:Translate|Übersetze):\s*/, ""), longest);
}

/** What the person said who began the conversation. */
function firstOf(said: readonly ModelMessage[], question: string): string | undefined {
  return said.find(({ role, content }) => role === "user" && content.trim() !== question)?.content;
}

/** Of what others said, the last before the question. */
function speakerBefore(said: readonly ModelMessage[], question: string): string | null {
  const others = said.filter(({ role, content }) => role === "user" && content.trim() !== question).slice(1);
  return /^\[([^\]\n]{1,60})\]\s/.exec(others.at(-1)?.content ?? "")?.[1] ?? null;
}

function withoutSpeaker(content: string): string {
  return content.replace(/^\[[^\]\n]{1,60}\]\s/, "").trim();
}

/** Who of those that are listed has most of the message's words in what is said of it. */
function routed(question: string): Record<string, unknown> {
  const [list = "", message] = question.split("\n\nThe message:\n");
  if (message === undefined) return {};
  const words = new Set(message.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const hits = [...list.matchAll(/^- ([a-z0-9-]+): (.*)$/gm)].map(([, agent = "", is = ""]) => ({
    agent,
    found: (is.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => words.has(word)),
  }));
  const best = hits.toSorted((a, b) => b.found.length - a.found.length)[0];
  if (!best || best.found.length === 0) return { confidence: 0.2, reason: "none of its words says whom it is for" };
  return { agent: best.agent, confidence: 0.8, reason: `what is said of ${best.agent} has the word ${best.found[0]}` };
}
