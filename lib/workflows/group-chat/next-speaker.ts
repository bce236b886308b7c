import { evaluate } from "../expression.ts";
import type { WorkflowOf } from "../workflow.ts";
import { seeded } from "./seeded.ts";

export interface Turn {
  speaker: string;
  text: string;
  /** The agent could not speak. */
  failed: boolean;
}

export type NextSpeaker =
  | { is: "known"; speaker: string; reason: string }
  /** Somebody has to say it: a person or an agent. */
  | { is: "to be chosen"; among: string[] }
  | { is: "nobody"; reason: string };

/** Whose turn it is after these; a pure function of what was said, and of the seed where it is left to chance. */
export function nextSpeaker(chat: WorkflowOf<"group-chat">, turns: readonly Turn[], seed: string): NextSpeaker {
  const last = turns.at(-1);
  const among = allowedAfter(chat, last?.speaker);
  const select = chat.select ?? { by: "turn" };
  if (among.length === 0) return { is: "nobody", reason: `nobody may speak after ${last?.speaker}` };
  if (among.length === 1)
    return {
      is: "known",
      speaker: among[0] as string,
      reason: last ? `nobody else may speak after ${last.speaker}` : "it begins",
    };
  switch (select.by) {
    case "turn":
      return inTurn(chat, last, among);
    case "random": {
      const index = Math.floor(seeded(`${select.seed ?? seed}/${turns.length}`) * among.length);
      return {
        is: "known",
        speaker: among[index] as string,
        reason: select.seed === undefined ? "chosen by lot" : `chosen by lot, with the seed ${select.seed}`,
      };
    }
    case "rules": {
      const scope = { text: last?.text ?? "", speaker: last?.speaker ?? "", turns: turns.length };
      for (const { when, next } of last ? select.rules : []) {
        const held = evaluate(when, scope);
        if (held.ok && held.value === true && among.includes(next))
          return { is: "known", speaker: next, reason: `the rule "${when}" holds` };
      }
      return inTurn(chat, last, among);
    }
    case "person":
    case "model":
      return { is: "to be chosen", among };
  }
}

/** Whoever of these comes next after the one who spoke last. */
export function inTurn(
  chat: WorkflowOf<"group-chat">,
  last: Turn | undefined,
  among: readonly string[],
): Extract<NextSpeaker, { is: "known" }> {
  const { members } = chat;
  const start = last ? members.indexOf(last.speaker) + 1 : 0;
  const order = members.map((_member, index) => members[(start + index) % members.length] as string);
  const speaker = order.find((member) => among.includes(member)) as string;
  return { is: "known", speaker, reason: last ? `it is the turn after ${last.speaker}'s` : "the first in turn" };
}

/** Who may speak after this one, by the table. */
export function allowedAfter(chat: WorkflowOf<"group-chat">, speaker: string | undefined): string[] {
  if (speaker === undefined) return chat.members;
  const listed = chat.transitions?.[speaker];
  return chat.members.filter((member) => (listed ? listed.includes(member) : member !== speaker));
}
