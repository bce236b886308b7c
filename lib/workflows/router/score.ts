import type { WorkflowOf } from "../workflow.ts";

export interface Candidate {
  agent: string;
  score: number;
  hits: string[];
}

const firstHit = 0.9;
const everyFurtherHit = 0.1;

/** How well each agent's keywords fit the text, best first; of equals the one that is named first. */
export function scoreByKeywords({ agents, rules = [] }: WorkflowOf<"router">, text: string): Candidate[] {
  const words = ` ${plainText(text)} `;
  const candidates = agents.map((agent): Candidate => {
    const keywords = rules.filter((rule) => rule.agent === agent).flatMap((rule) => rule.keywords);
    const hits = [...new Set(keywords)].filter((keyword) => words.includes(` ${plainText(keyword)} `));
    const score = hits.length === 0 ? 0 : Math.min(1, firstHit + everyFurtherHit * (hits.length - 1));
    return { agent, score: Math.round(score * 100) / 100, hits };
  });
  return candidates.sort((a, b) => b.hits.length - a.hits.length);
}

/** The agents of these that the text speaks to with an @. */
export function mentionsOf(text: string, agents: readonly string[]): string[] {
  const named = [...text.matchAll(/(?:^|[^\w@])@([a-z0-9]+(?:-[a-z0-9]+)*)/gi)].map(([, name]) => name?.toLowerCase());
  return [...new Set(named)].flatMap((name) => agents.find((agent) => agent === name) ?? []);
}

/** Letters and digits alone, in lower case, with one space between words. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
