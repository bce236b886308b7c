import type { Random } from "./random.ts";

/** What the far end does for a message: one turn with calls for each step, then words. It stands in the message itself. */
export type PlanStep = "once" | "again" | "careful" | "page" | "ask" | "both" | "note" | "wrong";

export interface Plan {
  /** Names the message, once in all sessions. */
  tag: string;
  steps: PlanStep[];
  words: number;
}

export function draw(tag: string, random: Random): Plan {
  const steps = Array.from({ length: random.pick([0, 0, 1, 1, 2, 3]) }, () =>
    random.draw<PlanStep>({ once: 4, again: 3, careful: 3, page: 2, ask: 2, both: 2, note: 1, wrong: 1 }),
  );
  return { tag, steps, words: random.between(3, 60) };
}

export function asMessage({ tag, steps, words }: Plan): string {
  return `${tag} | ${steps.join(" ")} | ${words}`;
}

export function planIn(text: string): Plan | null {
  const found = /(m\d+[a-z]*) \| ([a-z ]*) \| (\d+)/.exec(text);
  if (!found) return null;
  const [, tag = "", steps = "", words = "0"] = found;
  return { tag, steps: steps.split(" ").filter((step) => step !== "") as PlanStep[], words: Number(words) };
}

/** How the answer to a plan begins. */
export function answerTo(tag: string): string {
  return `This answers ${tag}.`;
}

/** Which message an answer answers. */
export function answeredIn(text: string): string | null {
  return /^This answers (m\d+[a-z]*)\./.exec(text)?.[1] ?? null;
}
